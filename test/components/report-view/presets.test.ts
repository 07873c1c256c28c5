import { expect, test } from 'vitest';
import { PRESETS } from '../../../src/data/reports/presets.ts';
import en from '../../../src/terms/en.ts';
import nb from '../../../src/terms/nb.ts';
import pl from '../../../src/terms/pl.ts';

test.each(Object.entries({ en, pl, nb }))('every ready-made report has its name in %s, and no other has', (_, { report }) => {
  expect(Object.keys(report.presets).sort()).toEqual(Object.keys(PRESETS).sort());
});
