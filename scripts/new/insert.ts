/** A line that a new widget needs in a file that all widgets share. */
export interface Insertion {
  path: string;
  insert(text: string): string;
}

/** Puts `lines` at the end of the block that `opening` begins. Throws an `Error` where the file has no such block. */
export function intoBlock(path: string, opening: string, lines: string): Insertion {
  return {
    path,
    insert(text) {
      const start = text.indexOf(opening);
      const end = start < 0 ? -1 : text.indexOf('\n}', start);
      if (end < 0) throw new Error(`${path} has no block '${opening}' to put the new widget's line into.`);
      return `${text.slice(0, end)}\n${lines}${text.slice(end)}`;
    },
  };
}

/** Puts `line` after the last line that begins with `like`, which `path` must have. */
export function afterLast(path: string, like: string, line: string): Insertion {
  return {
    path,
    insert(text) {
      const lines = text.split('\n');
      const at = lines.findLastIndex((other) => other.startsWith(like));
      if (at < 0) throw new Error(`${path} has no line that begins with '${like}' to put the new widget's line after.`);
      return lines.toSpliced(at + 1, 0, line).join('\n');
    },
  };
}

/** Puts `lines` after all others, apart from them. */
export function atEnd(path: string, lines: string): Insertion {
  return { path, insert: (text) => `${text}\n${lines}\n` };
}
