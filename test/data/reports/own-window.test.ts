import { expect, it } from 'vitest';
import { allNames } from '../../../src/data/catalog/list.ts';
import { findDimension, findMeasure } from '../../../src/data/catalog/members.ts';
import { ownWindow } from '../../../src/data/reports/own-window.ts';

it('knows the dates and measures that the catalogue gives windows of their own', () => {
  const dimensions = allNames('dimension');
  const measures = allNames('measure');
  // Nobody lists surveys sent: they are totals.
  const virtual = dimensions.filter((name) => findDimension(name)!.derived?.virtual && name !== 'feedback.sentAt');
  const overlapping = measures.filter((name) => findMeasure(name)!.measure.overlap);
  expect(virtual).toContain('tickets.slaCompletedAt');
  expect(overlapping).toContain('statusChanges.timeInStatus.sum');
  expect(dimensions.filter((name) => ownWindow('tickets.count', name))).toEqual(virtual);
  expect(measures.filter((name) => ownWindow(name, 'tickets.createdAt'))).toEqual(overlapping);
});
