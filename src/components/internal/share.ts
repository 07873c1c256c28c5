import { noChange, nothing } from 'lit';
import { directive, Directive, type ElementPart } from 'lit/directive.js';

class Share extends Directive {
  override render(_ratio: number): unknown {
    return nothing;
  }

  // Through CSSOM: a style attribute is what strict content policies refuse.
  override update(part: ElementPart, [ratio]: [number]): unknown {
    (part.element as HTMLElement).style.inlineSize = `${ratio * 100}%`;
    return noChange;
  }
}

/** `<i ${share(0.4)}>`: makes an element 40 % as wide as what holds it. */
export const share = directive(Share);
