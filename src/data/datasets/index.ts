import type { Datasets } from '../adapter.ts';
import { choicesAnswer } from './choices-answer.ts';
import type { DatasetAnswer } from './dataset.ts';
import { recordsAnswer } from './records-answer.ts';
import { reportAnswer } from './report-answer.ts';
import { teamSummaryAnswer } from './team-summary-answer.ts';
import { ticketsByChannelAnswer } from './tickets-by-channel-answer.ts';

/** How engines answer datasets, by name. */
export type DatasetAnswers = { readonly [K in keyof Datasets]?: DatasetAnswer<K> };

/** The datasets that any engine answers. */
export const DATASET_ANSWERS: DatasetAnswers = {
  'team-summary': teamSummaryAnswer,
  'tickets-by-channel': ticketsByChannelAnswer,
  report: reportAnswer,
  records: recordsAnswer,
  choices: choicesAnswer,
};

/** Datasets whose answers `loadAnswers` brings. */
export const LATER = ['today-insights', 'availability-list', 'sla-progress', 'tickets-by-priority', 'call-performance', 'message-analysis'] as const;

/** The answers of `LATER`, for pages that show one of them. */
export async function loadAnswers(): Promise<DatasetAnswers> {
  return (await import('./summary-answers.ts')).SUMMARY_ANSWERS;
}
