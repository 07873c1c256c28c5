import { availabilityListAnswer } from './availability-list-answer.ts';
import { choicesAnswer } from './choices-answer.ts';
import { callPerformanceAnswer } from './call-performance-answer.ts';
import type { DatasetAnswers } from './index.ts';
import { messageAnalysisAnswer } from './message-analysis-answer.ts';
import { recordsAnswer } from './records-answer.ts';
import { slaProgressAnswer } from './sla-progress-answer.ts';
import { ticketsByPriorityAnswer } from './tickets-by-priority-answer.ts';
import { todayInsightsAnswer } from './today-insights-answer.ts';

/** Answers that only some pages ask for, loaded with the first of them. */
export const SUMMARY_ANSWERS = {
  records: recordsAnswer,
  choices: choicesAnswer,
  'today-insights': todayInsightsAnswer,
  'availability-list': availabilityListAnswer,
  'sla-progress': slaProgressAnswer,
  'tickets-by-priority': ticketsByPriorityAnswer,
  'call-performance': callPerformanceAnswer,
  'message-analysis': messageAnalysisAnswer,
} satisfies DatasetAnswers;
