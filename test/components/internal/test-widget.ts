import { html } from 'lit';
import { property } from 'lit/decorators.js';
import { array, looseObject, nullable, number, object, optional, record, string } from 'valibot';
import type { DataAdapter, DataRequest, Figure } from '../../../src/data/adapter.ts';
import type { Dataset } from '../../../src/data/datasets/dataset.ts';
import { oneOf } from '../../../src/components/internal/attributes.ts';
import { figureStyles, figureView } from '../../../src/components/internal/figure.ts';
import { figures } from '../../../src/components/internal/skeleton.ts';
import { WidgetElement } from '../../../src/components/internal/widget-element.ts';

export interface TestData {
  asOf: string;
  figures: Readonly<Record<string, Figure>>;
}

declare module '../../../src/data/adapter.ts' {
  interface Datasets {
    'test-widget': { params: { view: string }; data: TestData };
  }
}

const figureSchema = looseObject({ value: nullable(number()), base: optional(nullable(number())) });

export const testDataset = {
  name: 'test-widget',
  schema: object({ asOf: string(), figures: record(string(), figureSchema), notes: optional(array(string())) }),
  isEmpty: (data) => Object.keys(data.figures).length === 0,
  sources: ['tickets'],
} as Dataset<'test-widget'>;

/** A widget as small as one can be: it shows the figures that it gets. */
export class TestWidget extends WidgetElement<TestData> {
  static override readonly dataset = testDataset as unknown as Dataset;
  static override styles = [WidgetElement.styles, figureStyles];

  @property() view = 'one';

  protected override get defaultHeading(): string {
    return 'Test widget';
  }
  protected override params(): object {
    return { view: oneOf('view', this.view, ['one', 'two', 'bad']) };
  }
  protected override skeleton(): unknown {
    return figures(['Open tickets', 'Closed today']);
  }
  protected override summary(data: TestData): string {
    return `${Object.keys(data.figures).length} figures`;
  }
  protected override renderData(data: TestData): unknown {
    if (this.view === 'bad') throw new TypeError('no such thing');
    return html`<div class="figures">
      ${Object.entries(data.figures).map(([metric, figure]) => {
        const label = metric === 'open' ? 'Open tickets' : 'Closed today';
        const drill = this.drill({ metric, figure, label });
        return figureView({ metric, label, figure, unit: 'count', format: this.format, terms: this.terms, drill });
      })}
    </div>`;
  }
}

/** The figures that the fake adapter gives unless told otherwise. */
export const answer: TestData = {
  asOf: '2026-03-02T13:05:00Z',
  figures: {
    open: { value: 184, base: 178, records: { source: 'tickets', query: { ungrouped: true }, count: 184 } },
    closed: { value: 57, base: 48 },
  },
};

type Reply = (request: DataRequest) => unknown;

/** An adapter that records what it is asked; `reply` decides on the answer. */
export function fakeAdapter(reply: Reply = () => answer, more: Partial<DataAdapter> = {}): DataAdapter & { requests: DataRequest[] } {
  const requests: DataRequest[] = [];
  return {
    requests,
    async load(request) {
      requests.push(request as DataRequest);
      return reply(request as DataRequest) as never;
    },
    ...more,
  };
}
