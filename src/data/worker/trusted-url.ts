interface Policy {
  createScriptURL(url: string): unknown;
}
interface PolicyFactory {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): Policy;
}

/** Made once a page; null where the page allows no policy of this name. */
let policy: Policy | null | undefined;

/**
 * An address of the page's own origin as a script may be loaded from. Where the page refuses our Trusted Types policy it stays
 * a text, which a page that demands trust then refuses.
 */
export function trustedUrl(url: string): string {
  if (policy === undefined) policy = makePolicy();
  return (policy ? policy.createScriptURL(url) : url) as string;
}

function makePolicy(): Policy | null {
  const { trustedTypes } = globalThis as { trustedTypes?: PolicyFactory };
  try {
    return trustedTypes?.createPolicy('helpdesk-widgets', { createScriptURL: ofThisOrigin }) ?? null;
  } catch {
    return null;
  }
}

function ofThisOrigin(url: string): string {
  if (new URL(url).origin !== globalThis.location?.origin) throw new TypeError(`${url} is of another origin.`);
  return url;
}
