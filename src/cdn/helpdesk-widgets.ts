/**
 * The start file of a page without a build step: it loads the kit and defines every element under its default tag.
 * It stands alone so that it can speak when the kit cannot start; what the page wrote inside the tags then stays visible.
 */
const kit = import('../index.ts').then(async (loaded) => {
  await import('../define.ts');
  return loaded;
});

kit.catch((error: unknown) => {
  const refused = error instanceof TypeError && /policy|trusted/i.test(error.message);
  const hint = refused
    ? "The page's Content-Security-Policy refuses it; add: trusted-types helpdesk-widgets helpdesk-widgets-lit;"
    : "Check that all files of the kit's folder are there, and that the page's Content-Security-Policy has: script-src 'self';";
  console.error(`helpdesk-widgets could not start. ${hint}`, error);
});

/** The kit's classes and adapters, for a page's own module script. Rejects when the kit could not start. */
export default kit;
