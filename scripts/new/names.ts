/** Names that the platform keeps for itself. */
const RESERVED = ['annotation-xml', 'color-profile', 'font-face', 'font-face-src', 'font-face-uri', 'font-face-format', 'font-face-name', 'missing-glyph'];

/** The forms of a widget's name: `queue-depth`, `QueueDepth`, `queueDepth`, 'Queue depth'. */
export interface Names {
  tag: string;
  className: string;
  variable: string;
  words: string;
}

/** The forms of a tag name. Throws an `Error` that says what a name must look like. */
export function namesOf(tag: string): Names {
  if (!/^[a-z][a-z\d]*(-[a-z][a-z\d]*)+$/.test(tag)) {
    throw new Error(`'${tag}' is no name for a widget: use small words with hyphens between them, as in 'queue-depth'.`);
  }
  if (RESERVED.includes(tag)) throw new Error(`'${tag}' is a name that browsers keep for themselves. Choose another.`);
  const className = tag.replaceAll(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase());
  const words = tag.replaceAll('-', ' ');
  return {
    tag,
    className,
    variable: className.charAt(0).toLowerCase() + className.slice(1),
    words: words.charAt(0).toUpperCase() + words.slice(1),
  };
}
