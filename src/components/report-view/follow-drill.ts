import type { DrillLink } from '../internal/figure.ts';

/** Does for a click on a drawing what a link does for a click on itself. */
export function followDrill({ href, onClick }: DrillLink, event: MouseEvent): void {
  if (href === undefined) return onClick(event);
  const link = document.createElement('a');
  link.href = href;
  link.addEventListener('click', onClick);
  // The same keys, so that the reader's browser opens it where such a click asks for.
  link.dispatchEvent(new MouseEvent('click', event));
}
