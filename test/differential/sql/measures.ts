import type { MeasureRef } from '../../../src/data/catalog/members.ts';
import { DESK_MEASURES } from './desk-measures.ts';
import { FEEDBACK_MEASURES } from './feedback.ts';
import { CALLS, MESSAGE_DIMENSIONS, MESSAGE_MEASURES, WAITING_MEASURES } from './messages.ts';
import type { DimensionSql, Frame, Measures, MeasureSql } from './relation.ts';
import { SLA_DIMENSIONS, SLA_MEASURES } from './sla.ts';
import { TICKET_MEASURES } from './ticket-measures.ts';
import { viewOf } from './views.ts';
import { VISIT_MEASURES } from './visit-measures.ts';

const MEASURES: Measures = { ...TICKET_MEASURES, ...VISIT_MEASURES, ...FEEDBACK_MEASURES, ...DESK_MEASURES, ...MESSAGE_MEASURES, ...WAITING_MEASURES, ...SLA_MEASURES };

/** Dimensions worked out beside the views, where a measure's value on one record is one, too. */
export const DIMENSIONS: readonly DimensionSql[] = [
  ...MESSAGE_DIMENSIONS,
  ...SLA_DIMENSIONS,
  stem('tickets', 'timeToCloseWithoutWaiting'),
  {
    source: 'statusChanges',
    columns: ['timeInStatus'],
    relation: (frame) => `SELECT _row, value AS "timeInStatus" FROM (${VISIT_MEASURES['statusChanges.timeInStatus']!.relation(frame, {} as MeasureRef)})`,
  },
];

function stem(source: 'tickets', base: string): DimensionSql {
  return {
    source,
    columns: [base],
    relation: (frame) => `SELECT _row, value AS "${base}" FROM (${TICKET_MEASURES[`${source}.${base}`]!.relation(frame, {} as MeasureRef)})`,
  };
}

/** The SQL of a measure; of a field's own family, its values. */
export function measureSql(ref: MeasureRef): MeasureSql {
  if (!ref.field) {
    const found = MEASURES[`${ref.source}.${ref.base}`];
    if (!found) throw new Error(`No SQL for ${ref.name}.`);
    return found;
  }
  const derived = DIMENSIONS.find(({ source, columns }) => source === ref.source && columns.includes(ref.base));
  return {
    relation: (frame: Frame) => {
      const all = derived ? `(${derived.relation(frame)})` : viewOf(frame, ref.source);
      const rows = ref.source === 'messages' ? `(SELECT * FROM ${all} WHERE _row < ${CALLS})` : all;
      return ref.part === 'countDistinct'
        ? `SELECT _row, 1 AS value, "${ref.base}"::VARCHAR AS word FROM ${rows} WHERE "${ref.base}" IS NOT NULL`
        : `SELECT _row, "${ref.base}" AS value, "${ref.base}" IS NULL AS missing FROM ${rows}`;
    },
  };
}
