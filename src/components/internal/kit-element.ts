import { LitElement } from 'lit';
import { VERSION } from '../../version.ts';
import { warnOnce } from './page-state.ts';

const BRAND = Symbol.for('helpdesk-widgets/version');

/** The base of every element of the kit: it can be defined under any tag, any number of times, and never throws for a taken one. */
export abstract class KitElement extends LitElement {
  /** Tells a kit element from a stranger, also across copies of the kit. */
  static readonly [BRAND]: string = VERSION;

  /** Defines this element as `tag`. A taken tag is left as it is: silently for the same version, else with one warning. */
  static define(tag: string, registry: CustomElementRegistry = customElements): void {
    const owner = registry.get(tag);
    if (owner) return warnOfOwner(tag, (owner as { [BRAND]?: string })[BRAND]);
    // One constructor cannot serve two tags, so each gets a subclass of its own.
    const Base = this as unknown as new () => KitElement;
    registry.define(tag, class extends Base {});
  }
}

function warnOfOwner(tag: string, version: string | undefined): void {
  if (version === VERSION) return;
  if (version === undefined) {
    warnOnce(`tag ${tag}`, `helpdesk-widgets: <${tag}> belongs to other code on this page and was left alone. Use defineWidgets({ prefix: 'my-' }) for tags of your own.`);
  } else {
    // Told of the first tag, for all of them.
    warnOnce(`version ${version}`, `helpdesk-widgets ${version} runs on this page already; this copy is ${VERSION} and its <${tag}> was not used. Load one version.`);
  }
}
