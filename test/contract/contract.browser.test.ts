import { html, type PropertyValues } from 'lit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WidgetElement } from '../../src/components/internal/widget-element.ts';
import { registry } from '../../src/components/registry.ts';
import { TeamSummary } from '../../src/components/team-summary/team-summary.ts';
import type { FigureSet } from '../../src/data/adapter.ts';
import { fixtures } from '../../src/testing/fixtures/index.ts';
import { faultsOf, type Direction, type WidgetClass } from './check-widget.ts';

/** What a widget cannot do without. */
const ATTRIBUTES: Readonly<Record<string, Readonly<Record<string, string>>>> = { 'report-view': { report: 'tickets-created' } };
const DIRECTIONS: readonly Direction[] = ['ltr', 'rtl'];
const WIDTHS = [320, 640];

const classes = await Promise.all(Object.entries(registry).map(async ([name, load]) => [name, (await load()) as unknown as WidgetClass] as const));
const widgets = classes.filter(([, Class]) => Class.prototype instanceof WidgetElement);
const answers: Readonly<Record<string, unknown>> = fixtures;

beforeEach(() => document.documentElement.setAttribute('lang', 'en'));
afterEach(() => document.body.replaceChildren());

describe.each(widgets)('%s', (name, widget) => {
  const cases = DIRECTIONS.flatMap((direction) => WIDTHS.map((width) => [direction, width] as const));
  test.each(cases)('keeps its contract in every state, %s, %d px', async (direction, width) => {
    const answer = answers[widget.dataset.name];
    expect(answer, `a fixture for ${widget.dataset.name}`).toBeDefined();
    expect(await faultsOf({ widget, attributes: ATTRIBUTES[name], answer, direction, width })).toEqual([]);
  });
});

describe('a broken widget is caught', () => {
  const answer = fixtures['team-summary'];
  const caught = (widget: typeof TeamSummary, direction: Direction = 'ltr') =>
    faultsOf({ widget: widget as unknown as WidgetClass, answer, direction, width: 320 });

  test('that writes to the console', async () => {
    class Logs extends TeamSummary {
      protected override renderData(data: FigureSet): unknown {
        console.info('drawn');
        return super.renderData(data);
      }
    }
    expect(await caught(Logs)).toContainEqual(expect.stringContaining('ready: said on the console'));
  });

  test('that sticks out right-to-left', async () => {
    class Wide extends TeamSummary {
      protected override renderData(data: FigureSet): unknown {
        return html`<div class="wide">${super.renderData(data)}</div>`;
      }
      protected override updated(changed: PropertyValues): void {
        super.updated(changed);
        const wide = this.renderRoot.querySelector<HTMLElement>('.wide');
        if (wide && getComputedStyle(wide).direction === 'rtl') wide.style.marginInlineEnd = '-3em';
      }
    }
    expect(await caught(Wide, 'ltr')).toEqual([]);
    expect(await caught(Wide, 'rtl')).toContainEqual(expect.stringContaining('sticks out'));
  });

  test('that grows when it has its answer', async () => {
    class Grows extends TeamSummary {
      protected override renderData(data: FigureSet): unknown {
        return html`${super.renderData(data)}${super.renderData(data)}`;
      }
    }
    expect(await caught(Grows)).toContainEqual(expect.stringContaining('px high'));
  });

  test('that shows a number which is none', async () => {
    class Broken extends TeamSummary {
      protected override renderData(): unknown {
        return html`${NaN}`;
      }
    }
    expect(await caught(Broken)).toContainEqual(expect.stringContaining("shows 'NaN'"));
  });

  test('that shows digits which programs cannot read', async () => {
    class Loose extends TeamSummary {
      protected override renderData(): unknown {
        return html`<p>184 open</p>`;
      }
    }
    expect(await caught(Loose)).toContainEqual(expect.stringContaining("'184 open' stands neither"));
  });
});
