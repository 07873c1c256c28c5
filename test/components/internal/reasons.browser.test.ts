import { render } from 'lit';
import { afterEach, describe, expect, test } from 'vitest';
import { reasonsLine, type Doubtful } from '../../../src/components/internal/reasons.ts';
import type { DataAdapter } from '../../../src/data/adapter.ts';
import en from '../../../src/terms/en.ts';
import pl from '../../../src/terms/pl.ts';
import { mountDesk, widgetIn } from './mount.ts';
import { answer, fakeAdapter } from './test-widget.ts';

const NO_HISTORY = 'no-history: nobody kept it';
const doubtful = { ...answer, figures: { open: { value: 3, base: null, baseNote: NO_HISTORY, partial: NO_HISTORY }, closed: { value: 1, base: null, baseNote: NO_HISTORY } } };

function told(data: Doubtful, changes = true, terms = en): string {
  const place = document.createElement('p');
  render(reasonsLine(data, changes, terms), place);
  return place.textContent;
}

const baseNote = (text: string): Doubtful => ({ figures: { open: { value: 1, base: null, baseNote: text } } });

afterEach(() => document.body.replaceChildren());

describe('why figures are not exact', () => {
  test('is told once for all figures, in the reader’s language', () => {
    expect(told(doubtful)).toBe(en.trouble.reasons['no-history']);
    expect(told(doubtful, true, pl)).toBe(pl.trouble.reasons['no-history']);
  });

  test('is told in the source’s words where its code is not known, or where it has none', () => {
    expect(told(baseNote('solar-storm: The records of May are lost.'))).toBe('The records of May are lost.');
    expect(told(baseNote('Moved: see the other desk.'))).toBe('Moved: see the other desk.');
    expect(told(baseNote('constructor-name: no code of ours'))).toBe('no code of ours');
    expect(told({ notes: ['The filter reps.name does not apply.'] })).toBe('The filter reps.name does not apply.');
  });

  test('takes each line for a reason, and leaves out what stands beside the figure', () => {
    expect(told(baseNote(`${NO_HISTORY}\nno-field-history: owner\nfew-values: Fewer than 5.`))).toBe(
      `${en.trouble.reasons['no-history']} ${en.trouble.reasons['no-field-history']}`,
    );
  });

  test('is not told of changes that are not shown', () => {
    expect(told(baseNote(NO_HISTORY), false)).toBe('');
    expect(told(doubtful, false)).toBe(en.trouble.reasons['no-history']);
  });

  test('stands in the footer as soon as the widget has settled', async () => {
    const desk = mountDesk(fakeAdapter(() => doubtful) as DataAdapter);
    const widget = widgetIn(desk);
    await widget.settled;
    expect(widget.shadowRoot!.querySelector('[part=footer]')!.textContent).toContain(en.trouble.reasons['no-history']);
  });
});
