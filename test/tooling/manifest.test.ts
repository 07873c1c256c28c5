import { expect, test } from 'vitest';
import { htmlData, jsxTypes } from '../../scripts/editor-data.ts';
import { missingTags, type ElementDoc } from '../../scripts/manifest.ts';

const complete: ElementDoc = {
  name: 'QueueDepth',
  tagName: 'queue-depth',
  summary: 'How many wait.',
  status: 'stable',
  since: '0.1.0',
  description: '`<queue-depth></queue-depth>`',
  superclass: { name: 'WidgetElement' },
  slots: [{ name: 'heading' }],
  events: [{ name: 'hd-data' }],
  cssParts: [{ name: 'base' }],
  cssStates: [{ name: 'ready' }],
  cssProperties: [{ name: '--hd-color-accent' }],
  attributes: [
    { name: 'view', fieldName: 'view', description: 'Bars or table.', type: { text: "'bars' | 'table'" } },
    { name: 'heading-level', fieldName: 'headingLevel', description: 'Level.', type: { text: 'number' } },
    { name: 'peak-basis', fieldName: 'peakBasis', description: 'Basis.', type: { text: 'PeakBasis' } },
  ],
  members: [{ kind: 'field', name: 'view', description: 'Bars or table.' }],
};

test('an element that says everything lacks nothing', () => {
  expect(missingTags(complete)).toEqual([]);
});

test.each(['summary', 'status', 'since', 'description', 'slots', 'events', 'cssParts', 'cssStates', 'cssProperties'] as const)(
  'an element without %s is told',
  (field) => {
    expect(missingTags({ ...complete, [field]: undefined })).toHaveLength(1);
  },
);

test('a property without a sentence is told by name', () => {
  const silent = { ...complete, members: [{ kind: 'field', name: 'view' }] };
  expect(missingTags(silent)).toEqual(['<queue-depth> lacks a description of .view']);
});

test('editors are told the values of an attribute', () => {
  expect(htmlData([complete])).toMatchObject({
    tags: [{ name: 'queue-depth', attributes: [{ name: 'view', values: [{ name: 'bars' }, { name: 'table' }] }, {}, {}] }],
  });
});

test('JSX takes attributes by their own name, and names no type that the file does not know', () => {
  const types = jsxTypes([complete]);
  expect(types).toContain("'heading-level'?: number;");
  expect(types).toContain("'peak-basis'?: string;");
});
