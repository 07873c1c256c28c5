import { FIELDS, type FieldType } from '../catalog/fields.ts';
import type { Zone } from '../time/zone.ts';
import { checkTable } from './checks.ts';
import { tellsOfClose } from './closings.ts';
import { anyBuilder, booleanBuilder, type ColumnBuilder, numericBuilder, type Report, stringBuilder } from './column-builder.ts';
import type { DateOrder } from './dates.ts';
import type { ProblemLog } from './problem-log.ts';
import { type Epoch, numberReader, timeReader } from './readers.ts';
import type { Column, ColumnTable, SourceName } from './records.ts';

/** How the cells of one column are to be read; absent options are learned from the column. */
export interface CellOptions {
  dateFormat?: DateOrder | Epoch;
  decimal?: '.' | ',';
  /** Milliseconds per unit of a duration. */
  unit?: number;
  /** The source's words and what they stand for; null is 'empty'. */
  values?: Readonly<Record<string, string | number | boolean | null>>;
}

export interface TableOptions {
  zone: Zone | undefined;
  log: ProblemLog;
  /** Number of the first row, as a person counts in the file. */
  firstRow: number;
  /** Cells come from a file or document, not from code. */
  fromFile?: boolean;
  /** The desk's own order of values by field; fields in it keep their own words. */
  orders?: Readonly<Record<string, readonly string[]>>;
  /** These are but a few rows of the source, so that nothing can be said of all. */
  few?: boolean;
}

/** Builds one source's table, cell by cell. */
export interface TableBuilder {
  /** A column to fill; asked again under the same name, the same one. */
  column(name: string, type: FieldType | 'any', options?: CellOptions): ColumnBuilder;
  /** Leaves a row out whole, once the table is finished. */
  drop(row: number): void;
  finish(length: number): Generator<void, ColumnTable>;
}

/** The type of a field in the catalogue; undefined for names that are no field of this source. */
export function fieldType(source: SourceName, name: string): FieldType | undefined {
  return Object.hasOwn(FIELDS[source], name) ? (FIELDS[source] as Record<string, FieldType>)[name] : undefined;
}

/** An empty table of a source. Everything that cannot be taken as it is goes to the log; nothing throws. */
export function tableBuilder(source: SourceName, options: TableOptions): TableBuilder {
  const columns = new Map<string, ColumnBuilder>();
  const dropped = new Set<number>();
  /** Rows of tickets closed at an instant that cannot be read. */
  const undated = new Set<number>();
  const { log, firstRow } = options;
  return {
    column(name, type, cells = {}) {
      const known = columns.get(name);
      if (known) return known;
      const report: Report = (code, row, example, count) => {
        if (row !== undefined && source === 'tickets' && name === 'closedAt' && tellsOfClose(example)) undated.add(row);
        log.add(code, source, name, row === undefined ? undefined : row + firstRow, example, count);
      };
      const made = translated(makeColumn(name, type, cells, options, report), cells.values);
      columns.set(name, made);
      return made;
    },
    drop: (row) => void dropped.add(row),
    *finish(length) {
      const built: [string, Column][] = [];
      for (const [name, builder] of columns) {
        built.push([name, yield* builder.finish(length)]);
        yield;
      }
      return yield* checkTable(source, { length, columns: Object.fromEntries(built) }, dropped, options, undated);
    },
  };
}

function makeColumn(name: string, type: FieldType | 'any', cells: CellOptions, options: TableOptions, report: Report): ColumnBuilder {
  const { zone, fromFile } = options;
  switch (type) {
    case 'string':
      return stringBuilder(report, name === 'id' || name.endsWith('Id'));
    case 'boolean':
      return booleanBuilder(report);
    case 'any':
      return anyBuilder((found) => makeColumn(name, found, cells, options, report));
    case 'time': {
      const reader = timeReader({ zone, fromFile, format: cells.dateFormat, withoutZone: () => report('no-timezone') });
      return numericBuilder('time', reader, report);
    }
    case 'number':
    case 'duration':
      return numericBuilder('number', numberReader({ decimal: cells.decimal, unit: cells.unit, clock: type === 'duration' }), report);
  }
}

/** `builder`, with the source's own words put into ours first. */
function translated(builder: ColumnBuilder, values: CellOptions['values']): ColumnBuilder {
  if (!values) return builder;
  const table = new Map(Object.entries(values).map(([word, value]) => [word.trim(), value]));
  return {
    finish: (length) => builder.finish(length),
    set(row, value) {
      const found = table.get(typeof value === 'string' ? value.trim() : String(value ?? ''));
      builder.set(row, found === undefined ? value : found);
    },
  };
}
