import Papa from 'papaparse';
import type { TableFeed } from './table-feed.ts';
import type { Turns } from './turns.ts';

/** Letters parsed in one go; small enough to stay far below what a reader feels. */
const STEP = 65_536;
/** A record this long has lost its closing quotation mark. */
const LONGEST_RECORD = 1_000_000;
/** After so many lost quotation marks, quotation marks are taken as ordinary letters. */
const MOST_UNCLOSED = 5;
const DELIMITERS = [',', ';', '\t', '|'];

interface Parsed {
  data: string[][];
  errors: readonly { code?: string; row?: number }[];
  meta: { cursor: number };
}

interface Dialect {
  delimiter: string;
  newline: '\n' | '\r';
}

/** Feeds the rows of a CSV text, which comes in pieces, to a table. Rows may run over pieces; faulty ones are counted. */
export async function readCsv(text: AsyncIterable<string>, delimiter: string | undefined, feed: TableFeed, turn: Turns): Promise<void> {
  const reader = csvReader(delimiter, feed);
  for await (const piece of text) {
    for (let at = 0; at < piece.length; at += STEP) {
      reader.take(piece.slice(at, at + STEP));
      await turn();
    }
  }
  while (!reader.end()) await turn();
  feed.ended();
}

function csvReader(declared: string | undefined, feed: TableFeed) {
  let rest = '';
  let dialect: Dialect | undefined;
  let header = false;
  let unclosed = 0;
  let literal = false;
  /** Letters to have before parsing; the first lines tell the dialect, so some must be there. */
  let enough = STEP;

  const give = (rows: readonly string[][]) => {
    for (const cells of rows) {
      // Lines may end in CR LF while LF parts them.
      const last = cells.length - 1;
      if (cells[last]!.endsWith('\r')) cells[last] = cells[last]!.slice(0, -1);
      if (last === 0 && cells[0] === '') continue;
      if (header) feed.cells(cells);
      else feed.columns(cells);
      header = true;
    }
  };
  const parse = (isLast: boolean): Parsed => {
    if (!dialect) {
      // Spreadsheets may write their delimiter into a line of its own.
      const [line, told] = /^sep=(.)\r?\n/i.exec(rest) ?? [];
      if (line) rest = rest.slice(line.length);
      dialect = dialectOf(rest, declared ?? told);
    }
    const parser = new Papa.Parser({ ...dialect, ...(literal && { fastMode: true }) });
    return parser.parse(rest, 0, !isLast) as Parsed;
  };
  /** Leaves out the line in which a quotation mark opens that never closes. */
  const skipLine = () => {
    feed.leaveOut('unclosed-quote', rest.slice(0, 80));
    const end = rest.indexOf(dialect!.newline);
    rest = end < 0 ? '' : rest.slice(end + 1);
    literal = ++unclosed >= MOST_UNCLOSED;
    enough = 0;
  };

  const take = ({ data, errors }: Parsed) => {
    give(data);
    feed.doubt('bad-quotes', errors.filter(({ code, row }) => code === 'InvalidQuotes' && row! < data.length).length);
  };
  /** Parses whole rows, and leaves the rest. */
  const takeWhole = () => {
    const parsed = parse(false);
    take(parsed);
    rest = rest.slice(parsed.meta.cursor);
    // A row longer than a piece is looked at again only when much more of it has come.
    enough = rest.length * 2;
    if (rest.length > LONGEST_RECORD) skipLine();
  };

  return {
    take(piece: string) {
      rest += piece;
      if (rest.length >= enough) takeWhole();
    },
    /** Parses what is left; false while there is more to do. */
    end(): boolean {
      if (rest === '') return true;
      const parsed = parse(true);
      if (!parsed.errors.some((error) => error.code === 'MissingQuotes')) {
        take(parsed);
        return true;
      }
      takeWhole();
      if (rest !== '') skipLine();
      return false;
    },
  };
}

function dialectOf(text: string, declared: string | undefined): Dialect {
  const newline = text.includes('\n') || !text.includes('\r') ? '\n' : '\r';
  if (declared) return { delimiter: declared, newline };
  const lines = text.slice(0, text.lastIndexOf(newline) + 1) || text;
  const { meta } = Papa.parse<string[]>(lines, { preview: 10, delimitersToGuess: DELIMITERS, newline, skipEmptyLines: true });
  return { delimiter: DELIMITERS.includes(meta.delimiter) ? meta.delimiter : ',', newline };
}
