/** How a change is worded: a number of things, an amount of time, how fast something is, how long it lasts. */
export type ChangeWords = 'count' | 'amount' | 'speed' | 'length';
/** The plural category of a number, as `Format.plural` gives it. */
export type Plural = Intl.LDMLPluralRule;

/**
 * Every word that the kit shows, by the part that shows it. `{0}` stands where a value goes: `fill()` puts it there,
 * so that a figure keeps its own markup inside a sentence.
 */
export interface Terms {
  format: {
    /** `{0}` is one minute: 'under 1 min'. */
    under: string;
    /** `{0}` is 1 to 4, `{1}` the year. */
    quarter: string;
    /** Unit words for sentences where `Intl`'s own are not what people say. */
    units: Partial<Record<'day' | 'hour' | 'minute' | 'second', string>>;
  };
  figure: {
    noData: string;
    notAvailable: string;
    fewData: string;
    n: string;
    nTitle: string;
    partial: string;
    noChange: string;
    changeUnknown: string;
    change(words: ChangeWords, more: boolean): string;
    points(plural: Plural): string;
    better: string;
    worse: string;
    up: string;
    down: string;
    /** How a figure was taken, after its label; nothing for the average. */
    stat: { median: string; p90: string };
  };
  teamSummary: {
    heading: string;
    empty: string;
    emptyHelp: string;
    metrics: Record<TeamMetric, string>;
  };
  byChannel: {
    heading: string;
    empty: string;
    emptyHelp: string;
    channel: string;
    today: string;
    open: string;
    unknown: string;
    other: string;
    openedToday(plural: Plural): string;
    openNow(plural: Plural): string;
  };
}

/** The figures of `team-summary`. */
export type TeamMetric = 'open' | 'closed' | 'first-response-time' | 'time-to-close' | 'csat' | 'awaiting-first-reply';
