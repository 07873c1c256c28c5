import { columnOf, numbersOf, stringsOf, type Desk } from '../desk.ts';
import type { Work } from '../work.ts';
import { reader, type Reader } from '../blocks.ts';
import { MISSING, OUT, type Frame } from './spec.ts';

interface Answers {
  type: (row: number) => string;
  sentiment: (row: number) => string;
  score: Float64Array;
  min: Float64Array;
  max: Float64Array;
  /** 0: lower scores are better. */
  higher: Uint8Array | undefined;
}

function* answers(desk: Desk): Work<Answers> {
  const type = yield* stringsOf(desk, 'feedback', 'type');
  const sentiment = yield* stringsOf(desk, 'feedback', 'sentiment');
  const higher = yield* columnOf(desk, 'feedback', 'higherIsBetter');
  return {
    type: (row) => type?.dictionary[type.codes[row]!] ?? '',
    sentiment: (row) => sentiment?.dictionary[sentiment.codes[row]!] ?? '',
    score: yield* numbersOf(desk, 'feedback', 'score'),
    min: yield* numbersOf(desk, 'feedback', 'scaleMin'),
    max: yield* numbersOf(desk, 'feedback', 'scaleMax'),
    higher: higher?.kind === 'boolean' ? higher.values : undefined,
  };
}

/** Where an answer stands on its scale, 0 worst to 1 best; NaN where the scale is not known. */
function place({ score, min, max, higher }: Answers, row: number): number {
  const width = max[row]! - min[row]!;
  const share = (higher?.[row] === 0 ? max[row]! - score[row]! : score[row]! - min[row]!) / width;
  return width > 0 ? share : NaN;
}

/** 1 positive, 0 neutral, -1 negative, NaN unknown. */
function mood(desk: Desk, all: Answers, row: number): number {
  const given = ['negative', 'neutral', 'positive'].indexOf(all.sentiment(row));
  if (given >= 0) return given - 1;
  const { positiveFrom, neutralFrom } = desk.records.settings.feedback ?? {};
  const share = place(all, row);
  if (all.type(row) === 'nps') return share >= 0.9 ? 1 : share >= 0.7 ? 0 : share < 0.7 ? -1 : NaN;
  const score = all.score[row]!;
  const sign = all.higher?.[row] === 0 ? -1 : 1;
  const reaches = (bound: number) => sign * score >= sign * bound;
  if (score !== score) return NaN;
  if (positiveFrom === undefined ? share >= 0.6 : reaches(positiveFrom)) return 1;
  if (neutralFrom === undefined ? share <= 0.4 : !reaches(neutralFrom)) return -1;
  // Below a bound that the settings give an answer is not positive, whatever its scale.
  return positiveFrom === undefined && share !== share ? NaN : 0;
}

const VALUES = {
  csat: (desk: Desk, all: Answers) => (row: number) => {
    const found = mood(desk, all, row);
    return found === found ? Number(found > 0) : NaN;
  },
  ces: (_desk: Desk, all: Answers) => (row: number) => all.score[row]!,
  cesEasyRate: (_desk: Desk, all: Answers) => (row: number) => {
    const share = place(all, row);
    return share === share ? Number(share >= 2 / 3) : NaN;
  },
  nps: (desk: Desk, all: Answers) => (row: number) => 100 * mood(desk, all, row),
};

/** What the answers of one type say. */
export function* answerValues({ view: { desk } }: Frame, type: string, measure: keyof typeof VALUES): Work<Reader> {
  const all = yield* answers(desk);
  const read = VALUES[measure](desk, all);
  return reader((row) => {
    if (all.type(row) !== type) return OUT;
    const found = read(row);
    return found === found ? found : MISSING;
  });
}

/** One number for each different scale and direction of it. */
export function* answerScales({ view }: Frame): Work<Reader> {
  const { min, max, higher } = yield* answers(view.desk);
  const codes = new Map<string, number>();
  return reader((row) => {
    const key = `${min[row]}|${max[row]}|${higher?.[row] ?? 2}`;
    if (!codes.has(key)) codes.set(key, codes.size);
    return codes.get(key)!;
  });
}
