import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { registry } from '../src/components/registry.ts';
import { PART_DEFINITIONS } from '../src/data/catalog/definitions.ts';
import { DERIVED, FILLED_FROM } from '../src/data/catalog/derived.ts';
import { describeMember } from '../src/data/catalog/describe.ts';
import { FIELDS, type FieldType } from '../src/data/catalog/fields.ts';
import { FIGURES, type FigureDefinition } from '../src/data/catalog/figures.ts';
import { joinedSources } from '../src/data/catalog/joins.ts';
import { MEASURES, PARTS, SLA_KINDS, type Measure } from '../src/data/catalog/measures.ts';
import { SOURCE_NAMES, type SourceName } from '../src/data/records/records.ts';
import { catalogTerms } from '../src/terms/catalog/en.ts';

const PAGE = fileURLToPath(new URL('../docs/metrics.md', import.meta.url));

/** The reference page of every source, dimension, measure and figure, as Markdown. */
export function metricsPage(): string {
  return `${[INTRO, partsSection(), ...SOURCE_NAMES.map(sourceSection), filledSection(), figuresSection()].join('\n\n')}\n`;
}

const INTRO = `# Metrics reference

Every name that a query, a report or a widget may use, and what it means. This page is written by \`npm run docs:metrics\` from the
catalogue that the product itself reads (\`src/data/catalog\`); do not edit it by hand.

Names are \`source.member\`. Durations are milliseconds, ratios go from 0 to 1, instants are ISO 8601 in UTC. A *date* is the one that places
a measure in a window; a query may ask for another. A *stock* is taken at an instant (\`asOf\`). *Needs* says what a source must supply;
where it does not, the measure is not available, which is never the same as 0. *Left out* names the measures that stand beside a
rate or duration, because their records are not in it.`;

function partsSection(): string {
  const rows = Object.entries(PART_DEFINITIONS).map(([part, text]) => {
    const kinds = Object.entries(PARTS).filter(([, parts]) => (parts as readonly string[]).includes(part));
    return [`\`.${part}\``, kinds.map(([kind]) => kind).join(', ') || 'any field', text];
  });
  return `## Parts

A family has no value of its own: one of its parts is asked for, \`tickets.timeToClose.median\`. Every number or duration field is a
family too (\`feedback.score.avg\`), and of every field the distinct values can be counted (\`tickets.contactId.countDistinct\`).

${table(['part', 'of', 'meaning'], rows)}

Measures ending in \`.<sla>\` exist for each SLA: ${SLA_KINDS.map((kind) => `\`${kind}\``).join(', ')}.
Every time also gives the dimensions \`.hourOfDay\` (0 to 23) and \`.dayOfWeek\` (1 is Monday, 7 is Sunday) of its local time.`;
}

function sourceSection(source: SourceName): string {
  const joins = joinedSources(source);
  const measures = Object.entries(MEASURES[source] ?? {});
  return [
    `## ${catalogTerms.sources[source]} (\`${source}\`)`,
    joins.length ? `Its measures may also be grouped and filtered by dimensions of ${joins.map((name) => `\`${name}\``).join(', ')}.` : '',
    measures.length ? `### Measures of ${source}` : '',
    measures.length
      ? table(
          ['member', 'name', 'kind', 'unit', 'better', 'date', 'meaning', 'needs', 'left out'],
          measures.map(([base, measure]) => measureRow(source, base, measure)),
        )
      : '',
    `### Dimensions of ${source}`,
    table(['member', 'name', 'type', 'meaning'], dimensionRows(source)),
  ]
    .filter(Boolean)
    .join('\n\n');
}

function measureRow(source: SourceName, base: string, measure: Measure): string[] {
  const name = `${source}.${base}`;
  const { label, description } = describeMember(measure.perSla ? `${name}.any` : name, 'measure');
  const times = [measure.time, ...(measure.times ?? [])].filter(Boolean).map((time) => `\`${time}\``);
  return [
    code(`${name}${measure.perSla ? '.<sla>' : ''}`),
    measure.perSla ? label.replace(` (${catalogTerms.slaKinds.any})`, '') : label,
    `${measure.kind}${measure.stock ? ', stock' : ''}`,
    measure.unit,
    better(measure),
    `${times.join(' or ') || 'none'}${measure.overlap ? ', by overlap' : ''}`,
    description,
    (measure.needs ?? []).map(needText).join('; ') || '–',
    leftOutText(measure),
  ];
}

function better(measure: Measure): string {
  const words = { up: 'higher', down: 'lower', declared: 'as declared' };
  const by = Object.entries(measure.goodBy ?? {}).map(([time, good]) => `${words[good]} by \`${time}\``);
  return [...(measure.good ? [words[measure.good]] : []), ...by].join(', ') || '–';
}

function leftOutText({ leftOut = [], leftOutBy = {} }: Measure): string {
  const other = Object.entries(leftOutBy).map(([time, names]) => `by \`${time}\`: ${names.map(code).join(', ')}`);
  return [leftOut.map(code).join(', '), ...other].filter(Boolean).join('; ') || '–';
}

function needText(need: string): string {
  return need
    .split('|')
    .map((one) => code(one.replace('.*', '').replace('=', ' = ')))
    .join(' or ');
}

function dimensionRows(source: SourceName): string[][] {
  const fields = Object.entries(FIELDS[source] as Readonly<Record<string, FieldType>>).map(([base, type]) => [base, type] as const);
  const derived = Object.entries(DERIVED[source] ?? {}).map(([base, { type, virtual }]) => [base, `${type}, ${virtual ? 'virtual' : 'derived'}`] as const);
  return [...fields, ...derived].map(([base, type]) => {
    const { label, description } = describeMember(`${source}.${base}`, 'dimension');
    return [code(`${source}.${base}`), label, type, description];
  });
}

function filledSection(): string {
  const rows = Object.entries(FILLED_FROM).map(([field, from]) => [code(field), from.map(needText).join(' or ')]);
  return `## Filled in

A field that a source does not supply is worked out, record by record, where something else tells it.

${table(['field', 'from'], rows)}`;
}

function figuresSection(): string {
  const rows = Object.entries(FIGURES as Readonly<Record<string, Readonly<Record<string, FigureDefinition>>>>).flatMap(([widget, figures]) =>
    Object.entries(figures).map(([id, figure]) => [
      code(widget),
      code(id),
      `${code(figure.member)}${figure.time ? ` by ${code(figure.time)}` : ''}${figure.by ? ` per ${code(figure.by)}` : ''}${figure.peak ? ', the highest hour' : ''}`,
      figure.window === 'stock' ? 'now' : 'today so far',
      code(figure.records),
    ]),
  );
  const [shown, answers] = [Object.keys(FIGURES).filter((name) => name in registry), Object.keys(FIGURES).filter((name) => !(name in registry))];
  return `## Figures of the widgets

Each line is a figure of a dataset, with its records: exactly the rows behind it. ${listed(shown)} ${shown.length === 1 ? 'is an element' : 'are elements'} of the
same name, on which a figure stands as \`data-metric="id"\` with its raw value. ${listed(answers)} ${answers.length === 1 ? 'is a dataset' : 'are datasets'} so far, without
an element: adapters answer them, as in \`adapter.load({ dataset: 'call-performance', params: {}, scope }, { signal })\`.

${table(['dataset', 'figure', 'measure', 'when', 'records'], rows)}`;
}

function listed(names: readonly string[]): string {
  return new Intl.ListFormat('en').format(names.map(code));
}

const code = (text: string) => `\`${text}\``;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

if (import.meta.main) writeFileSync(PAGE, metricsPage());
