import { parseDate } from '../time/calendar-date.ts';
import type { ProblemLog } from './problem-log.ts';
import type { RecordsSettings } from './records.ts';

/** Settings whose totals of surveys sent can all be read; the others are left out and told to the log. */
export function checkSettings(settings: RecordsSettings, log: ProblemLog): RecordsSettings {
  const { feedback } = settings;
  if (!feedback?.sent) return settings;
  const sent = feedback.sent.filter(({ date, count }, at) => {
    const isDate = typeof date === 'string' && !Number.isNaN(parseDate(date));
    const readable = isDate && typeof count === 'number' && count >= 0 && count < Infinity;
    if (!readable) log.add('bad-total', 'settings', 'feedback.sent', at + 1, isDate ? count : date);
    return readable;
  });
  return { ...settings, feedback: { ...feedback, sent } };
}
