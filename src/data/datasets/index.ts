import type { Datasets } from '../adapter.ts';
import type { DatasetAnswer } from './dataset.ts';
import { reportAnswer } from './report-answer.ts';
import { teamSummaryAnswer } from './team-summary-answer.ts';
import { ticketsByChannelAnswer } from './tickets-by-channel-answer.ts';

/** How engines answer datasets, by name. */
export type DatasetAnswers = { readonly [K in keyof Datasets]?: DatasetAnswer<K> };

/** What most pages ask at first. */
export const DATASET_ANSWERS: DatasetAnswers = {
  'team-summary': teamSummaryAnswer,
  'tickets-by-channel': ticketsByChannelAnswer,
  report: reportAnswer,
};

/** The other datasets that any engine answers, with what `loadAnswers` brings. */
export const LATER = ['records', 'choices', 'today-insights', 'availability-list', 'sla-progress', 'tickets-by-priority', 'call-performance', 'message-analysis'] as const;

/** The answers of `LATER`, loaded with the first that is asked for. */
export async function loadAnswers(): Promise<DatasetAnswers> {
  return (await import('./summary-answers.ts')).SUMMARY_ANSWERS;
}
