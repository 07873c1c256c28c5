/** How far outside the viewport a widget already counts as near: it may then fetch, poll and draw. */
const MARGIN = '256px';

const callbacks = new Map<Element, (near: boolean) => void>();
/** Elements that have not been told where they stand, and who waits for that. */
const untold = new Set<Element>();
const waiting: (() => void)[] = [];
let observer: IntersectionObserver | undefined;

/** Tells whether an element is on screen or near it, now and whenever that changes. Gives back how to stop. */
export function observeVisibility(element: Element, onChange: (near: boolean) => void): () => void {
  observer ??= new IntersectionObserver(tell, { rootMargin: MARGIN });
  callbacks.set(element, onChange);
  untold.add(element);
  observer.observe(element);
  return () => {
    observer?.unobserve(element);
    callbacks.delete(element);
    told(element);
  };
}

/** Resolves when every element observed so far has been told where it stands. At once in a hidden page, where nothing is told. */
export async function allSeen(): Promise<void> {
  if (untold.size && !document.hidden) await new Promise<void>((resolve) => waiting.push(resolve));
}

function tell(entries: IntersectionObserverEntry[]): void {
  for (const { target, isIntersecting } of entries) {
    callbacks.get(target)?.(isIntersecting);
    told(target);
  }
}

function told(element: Element): void {
  untold.delete(element);
  if (untold.size) return;
  for (const resolve of waiting.splice(0)) resolve();
}
