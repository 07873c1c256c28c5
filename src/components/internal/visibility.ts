/** How far outside the viewport a widget already counts as near: it may then fetch, poll and draw. */
const MARGIN = '256px';

const callbacks = new WeakMap<Element, (near: boolean) => void>();
let observer: IntersectionObserver | undefined;

/** Tells whether an element is on screen or near it, now and whenever that changes. Gives back how to stop. */
export function observeVisibility(element: Element, onChange: (near: boolean) => void): () => void {
  observer ??= new IntersectionObserver(
    (entries) => {
      for (const entry of entries) callbacks.get(entry.target)?.(entry.isIntersecting);
    },
    { rootMargin: MARGIN },
  );
  callbacks.set(element, onChange);
  observer.observe(element);
  return () => {
    callbacks.delete(element);
    observer?.unobserve(element);
  };
}

/** Resolves when every element observed so far has been told where it stands. At once in a hidden page, where nothing is told. */
export function allSeen(): Promise<void> {
  return new Promise((resolve) => {
    if (document.hidden) return resolve();
    // Observers are told in the order they were made: this one after all others.
    const probe = new IntersectionObserver(() => {
      probe.disconnect();
      resolve();
    });
    probe.observe(document.documentElement);
  });
}
