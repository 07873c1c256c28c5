import type { Names } from './names.ts';

/** The measure that a new widget shows until its author names another. */
const MEASURE = 'tickets.open';

/** Files of a new widget by their paths; a widget of one figure that works as it stands. */
export function filesOf(names: Names): Readonly<Record<string, string>> {
  const { tag } = names;
  return {
    [`src/components/${tag}/${tag}.ts`]: classFile(names),
    [`src/components/${tag}/${tag}.styles.ts`]: stylesFile,
    [`src/components/${tag}/define.ts`]: defineFile(names),
    [`src/data/datasets/${tag}.ts`]: datasetFile(names),
    [`src/data/datasets/${tag}-answer.ts`]: answerFile(names),
    [`src/testing/fixtures/${tag}.ts`]: fixtureFile(names),
    [`stories/${tag}.stories.ts`]: storyFile(names),
    [`test/components/${tag}/${tag}.browser.test.ts`]: testFile(names),
  };
}

const classFile = ({ tag, className, variable, words }: Names): string => `import { html } from 'lit';
import type { Datasets, FigureSet } from '../../data/adapter.ts';
import { ${variable} } from '../../data/datasets/${tag}.ts';
import { ${variable} as words } from '../../terms/en/widgets.ts';
import { figureSentence, figureView } from '../internal/figure.ts';
import { figures } from '../internal/skeleton.ts';
import { WidgetElement } from '../internal/widget-element.ts';
import { styles } from './${tag}.styles.ts';

/**
 * Shows the dataset \`${tag}\`.
 *
 * \`\`\`html
 * <help-desk src="helpdesk.json">
 *   <${tag}></${tag}>
 * </help-desk>
 * \`\`\`
 *
 * @summary ${words}, as one figure.
 * @tagname ${tag}
 * @status experimental
 * @since 0.1
 */
export class ${className} extends WidgetElement<FigureSet> {
  static override readonly dataset = ${variable};
  static override readonly words = { ${variable}: words };
  static override styles = [WidgetElement.styles, styles];

  protected override get defaultHeading(): string {
    return this.terms.${variable}.heading;
  }

  protected override get emptyText(): { title: string; help?: string } {
    return { title: this.terms.${variable}.empty, help: this.terms.${variable}.emptyHelp };
  }

  protected override params(): Datasets['${tag}']['params'] {
    return {};
  }

  protected override skeleton(): unknown {
    return figures([this.terms.${variable}.label]);
  }

  protected override summary(data: FigureSet): string {
    const { label } = this.terms.${variable};
    return figureSentence([{ label, figure: data.figures['${tag}'], unit: 'count' }], this.format, this.terms);
  }

  protected override renderData(data: FigureSet): unknown {
    const { label } = this.terms.${variable};
    const metric = '${tag}';
    const figure = data.figures[metric];
    return html\`<div class="figures">
      \${figureView({
        metric,
        label,
        figure,
        unit: 'count',
        good: 'down',
        format: this.format,
        terms: this.terms,
        drill: figure && this.drill({ metric, figure, label }),
      })}
    </div>\`;
  }
}
`;

const stylesFile = `export { figureStyles as styles } from '../internal/figure.ts';
`;

const defineFile = ({ tag, className }: Names): string => `import { attachContextRoot } from '../internal/context-root.ts';
import { ${className} } from './${tag}.ts';

attachContextRoot();
${className}.define('${tag}');

declare global {
  interface HTMLElementTagNameMap {
    '${tag}': ${className};
  }
}
`;

const datasetFile = ({ tag, variable, words }: Names): string => `import type { FigureSet } from '../adapter.ts';
import type { Dataset } from './dataset.ts';
import { figureSetSchema } from './figure-schemas.ts';

declare module '../adapter.ts' {
  interface Datasets {
    '${tag}': { params: Record<never, never>; data: FigureSet };
  }
}

/** ${words}, as one figure. */
export const ${variable}: Dataset<'${tag}'> = {
  name: '${tag}',
  schema: figureSetSchema,
  sources: ['tickets'],
  isEmpty: ({ figures }) => Object.values(figures).every(({ value }) => value === null),
};
`;

const answerFile = ({ tag, variable }: Names): string => `import type { DatasetAnswer } from './dataset.ts';
import { figurePlan } from './figure-plans.ts';
import { figureQueries, figureSet } from './figures.ts';

export const ${variable}Answer: DatasetAnswer<'${tag}'> = {
  queries: (input) => figureQueries(plans(), input),
  shape: (results, input) => figureSet(plans(), results, input),
};

const plans = () => ({ '${tag}': figurePlan('${MEASURE}') });
`;

const fixtureFile = ({ tag, variable }: Names): string => `import type { FigureSet } from '../../data/adapter.ts';

/** An afternoon with a little more than yesterday. */
export const ${variable}: FigureSet = {
  asOf: '2025-11-04T13:05:00Z',
  figures: {
    '${tag}': {
      value: 184,
      base: 178,
      records: { source: 'tickets', query: { measures: ['${MEASURE}'], ungrouped: true, timezone: 'Europe/Warsaw' }, count: 184 },
    },
  },
};
`;

const storyFile = ({ tag, variable }: Names): string => `import type { Meta } from '@storybook/web-components-vite';
import '../src/components/${tag}/define.ts';
import { ${variable} } from '../src/data/datasets/${tag}.ts';
import { fixtures } from '../src/testing/fixtures/index.ts';
import { inState, narrow, widgetMeta } from './widget-stories.ts';

const meta: Meta = { title: '${tag}', component: '${tag}', ...widgetMeta({ dataset: ${variable}, answer: fixtures['${tag}'] }) };
export default meta;

export const Ready = inState('ready');
export const Waiting = inState('waiting');
export const Loading = inState('loading');
export const Refreshing = inState('refreshing');
export const Stale = inState('stale');
export const Empty = inState('empty');
export const Failed = inState('error');
export const SignedOut = inState('signed-out');
export const Denied = inState('denied');
export const Unsupported = inState('unsupported');
export const Missing = inState('missing');

export const Narrow = inState('ready', narrow);
export const Dark = inState('ready', { globals: { scheme: 'dark' } });
export const RightToLeft = inState('ready', { globals: { direction: 'rtl' } });
export const Polish = inState('ready', { globals: { language: 'pl' } });
export const Norwegian = inState('ready', { globals: { language: 'nb' } });
`;

const testFile = ({ tag, className }: Names): string => `import { afterEach, expect, test } from 'vitest';
import '../../../src/components/${tag}/define.ts';
import type { ${className} } from '../../../src/components/${tag}/${tag}.ts';
import type { FigureSet } from '../../../src/data/adapter.ts';
import { fixtures } from '../../../src/testing/fixtures/index.ts';

const data: FigureSet = fixtures['${tag}'];

async function show(answer: FigureSet): Promise<${className}> {
  const element = document.createElement('${tag}');
  element.data = answer;
  document.body.append(element);
  await element.settled;
  return element;
}

afterEach(() => document.body.replaceChildren());

test('shows its figure, raw for programs', async () => {
  const element = await show(data);
  const figure = element.shadowRoot?.querySelector('[data-metric="${tag}"]');
  expect(figure?.querySelector('data')?.value).toBe(String(data.figures['${tag}']?.value));
  expect(element.matches(':state(ready)')).toBe(true);
});

test('without a value it is empty, not zero', async () => {
  const element = await show({ ...data, figures: { '${tag}': { value: null } } });
  expect(element.matches(':state(empty)')).toBe(true);
  expect(element.shadowRoot?.querySelector('[data-metric] data')).toBeNull();
});
`;
