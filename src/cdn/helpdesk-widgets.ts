type Kit = typeof import('../index.ts');

/** Written here once more: `version.ts` may be packed with what a page refuses to run. A test holds them equal. */
const VERSION = '0.1.0';

/** What all copies of the kit on one page share: the first that starts leaves itself here. */
const page = ((globalThis as { [key: symbol]: { kit?: Promise<Kit> } | undefined })[Symbol.for('helpdesk-widgets')] ??= {});

/**
 * The start file of a page without a build step: it loads the kit and defines every element under its default tag.
 * It stands alone so that it can speak when the kit cannot start; what the page wrote inside the tags then stays visible.
 * Where another copy has started, that one serves: tags and policy names can be had once.
 */
const kit = page.kit ? page.kit.then(meet, start) : start();
page.kit = kit;

async function start(): Promise<Kit> {
  const loaded = await import('../index.ts');
  await import('../define.ts');
  return loaded;
}

function meet(first: Kit): Kit {
  if (first.VERSION !== VERSION) {
    console.warn(`helpdesk-widgets ${first.VERSION} runs on this page already; this copy is ${VERSION} and was not used. Load one version.`);
  }
  return first;
}

kit.catch((error: unknown) => {
  const refused = error instanceof TypeError && /policy|trusted/i.test(error.message);
  const hint = refused
    ? "The page's Content-Security-Policy refuses it; add: trusted-types helpdesk-widgets helpdesk-widgets-lit;"
    : "Check that all files of the kit's folder are there, and that the page's Content-Security-Policy has: script-src 'self';";
  console.error(`helpdesk-widgets could not start. ${hint}`, error);
});

/** The kit's classes and adapters, for a page's own module script. Rejects when the kit could not start. */
export default kit;
