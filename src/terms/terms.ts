import type { Granularity } from '../data/query/query.ts';

import type { Compare } from '../data/scope.ts';

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
    tooFew: string;
    change(words: ChangeWords, more: boolean): string;
    points(plural: Plural): string;
    better: string;
    worse: string;
    up: string;
    down: string;
    /** How a figure was taken, after its label; nothing for the average. */
    stat: { median: string; p90: string };
  };
  frame: {
    /** `{0}` is a time, or a date with its time. */
    asOf: string;
    /** What changes are counted from; `{0}` is the time of day. */
    since: Record<Exclude<Compare, 'none'>, string>;
    /** The same as `since.yesterday` for figures that are not of today. */
    sinceDayBefore: string;
    failed: string;
    empty: string;
  };
  /** Said where not all is well; the English of it comes with the module that says it. */
  trouble: {
    /** `{0}` is a duration, `{1}` a time. */
    old: string;
    retry: string;
    tryAgain: string;
    signIn: string;
    network: string;
    timeout: string;
    busy: string;
    badQuery: string;
    badData: string;
    /** The fault lies in the document that the page itself wrote. */
    badDocument: string;
    signedOut: string;
    signedOutHelp: string;
    denied: string;
    deniedHelp: string;
    unsupported: string;
    unsupportedHelp: string;
    missing: string;
    missingHelp: string;
    /** `{0}` of `{1}` rows. */
    leftOut(plural: Plural): string;
    /** `{0}` is a number of cells; may stand after `leftOut` and a comma. */
    unread(plural: Plural): string;
    /** Where no row was left out and each value read, but some are not sure. */
    doubted: string;
    showThem: string;
    /** Said to screen readers after the reader asked for another try; `{0}` is the widget's heading. */
    updated: string;
    notUpdated: string;
    /** Why figures are not exact, by the code of the reason. */
    reasons: Record<'no-history' | 'no-field-history' | 'closed-without-date' | 'latest-sla-cycle' | 'sla-without-date' | 'owner-as-author', string>;
  };
  leftOut: {
    title: string;
    intro: string;
    source: string;
    column: string;
    reason: string;
    rows: string;
    example: string;
    /** `{0}` is a list of row numbers. */
    first(plural: Plural): string;
    /** What became of the rows: left out whole, kept with an empty cell, kept as they are. */
    left: string;
    emptied: string;
    kept: string;
    /** By the code of a problem: what is wrong and, where none of these three says it, what became of it. */
    codes: Readonly<Record<string, readonly [reason: string, outcome?: string]>>;
    close: string;
  };
  /** The list of records behind a figure; its English comes with the module that shows it. */
  drawer: {
    count(plural: Plural): string;
    /** Records shown, records in all. */
    shown: string;
    newest: string;
    more: string;
    empty: string;
    emptyHelp: string;
    yes: string;
    no: string;
    close: string;
  };
  teamSummary: {
    heading: string;
    empty: string;
    emptyHelp: string;
    metrics: Record<TeamMetric, string>;
  };
  byChannel: {
    heading: string;
    headingByAccount: string;
    empty: string;
    emptyHelp: string;
    channel: string;
    account: string;
    today: string;
    open: string;
    unknown: string;
    other: string;
    openedToday(plural: Plural): string;
    openNow(plural: Plural): string;
  };
  chart: {
    /** Graphic's name: what it shows. */
    name: string;
    /** First and last place, lowest value and its place, highest value and its place. */
    summary: string;
    nothing: string;
    /** The place that is not over; ends the sentence. */
    andPartial: string;
    goal: string;
    unknown: string;
    other: string;
    more(plural: Plural): string;
    failed: string;
  };
  report: {
    heading: string;
    empty: string;
    emptyHelp: string;
    view: string;
    chart: string;
    table: string;
    per: Record<Granularity, string>;
    /** First and last day. */
    span: string;
    /** Said of the last place. */
    running: Record<Granularity, string>;
    hatched: string;
    cut: string;
    tableOnly: string;
    /** What the lead figure's change is counted from. */
    since: Record<'previous-period' | 'last-year', string>;
    /** Series shown, series in all. */
    some: string;
    /** Ids of reports. */
    choose: string;
    /** The id that was asked, and the nearest. */
    unknownReport: string;
    notOffered: string;
    /** Names of the ready-made reports. */
    presets: Readonly<Record<string, string>>;
  };
}

/** The figures of `team-summary`. */
export type TeamMetric = 'open' | 'closed' | 'first-response-time' | 'time-to-close' | 'csat' | 'awaiting-first-reply';
