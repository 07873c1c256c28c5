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
