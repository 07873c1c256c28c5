import { BIGINT, BOOLEAN, DuckDBDataChunk, type DuckDBConnection, DuckDBInstance, type DuckDBType, type DuckDBValue, VARCHAR } from '@duckdb/node-api';
import { entries, type Rival } from './rivals.ts';
import { type Plain, RANGE, type ShapeKey } from './shapes.ts';

const CHUNK = 2048;
const big = (value: number | null) => (value === null ? null : BigInt(value));

/** Rows as a table in memory; instants arrive as milliseconds. */
async function fill<T>(to: DuckDBConnection, table: string, rows: readonly T[], columns: Readonly<Record<string, readonly [DuckDBType, (row: T) => DuckDBValue]>>): Promise<void> {
  const all = Object.entries(columns);
  await to.run(`CREATE TABLE ${table} (${all.map(([name, [type]]) => `${name} ${type}`).join()})`);
  const appender = await to.createAppender(table);
  for (let from = 0; from < rows.length; from += CHUNK) {
    const some = rows.slice(from, from + CHUNK);
    const chunk = DuckDBDataChunk.create(all.map(([, [type]]) => type), some.length);
    chunk.setColumns(all.map(([, [, read]]) => some.map(read)));
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}

const time = (field: string) => `epoch_ms(${field})::TIMESTAMP AS ${field}`;
const local = (field: string, name: string) => `epoch_ms(${field})::TIMESTAMP AT TIME ZONE 'UTC' AT TIME ZONE 'Europe/Warsaw' AS ${name}`;

/** DuckDB with the tickets in memory. Local times stand in columns of their own, made once: by far quicker than per query. */
export async function openDuckDB({ tickets, messages }: Plain): Promise<Rival> {
  const instance = await DuckDBInstance.create(':memory:');
  const to = await instance.connect();
  await fill(to, 'raw', tickets, {
    createdAt: [BIGINT, ({ createdAt }) => big(createdAt)],
    closedAt: [BIGINT, ({ closedAt }) => big(closedAt)],
    firstResponseAt: [BIGINT, ({ firstResponseAt }) => big(firstResponseAt)],
    closeSlaDueAt: [BIGINT, ({ closeSlaDueAt }) => big(closeSlaDueAt)],
    oneTouch: [BOOLEAN, ({ oneTouch }) => oneTouch],
    channel: [VARCHAR, ({ channel }) => channel],
    priority: [VARCHAR, ({ priority }) => priority],
    ownerId: [VARCHAR, ({ ownerId }) => ownerId],
    teamId: [VARCHAR, ({ teamId }) => teamId],
  });
  await to.run(
    `CREATE TABLE tickets AS SELECT ${['createdAt', 'closedAt', 'firstResponseAt', 'closeSlaDueAt'].map(time).join()}, ${local('createdAt', 'created')}, ${local('closedAt', 'closed')}, ${local('firstResponseAt', 'responded')}, row_number() OVER () AS ticket, oneTouch, channel, priority, ownerId, teamId FROM raw; DROP TABLE raw`,
  );
  if (messages.length) {
    const place = new Map(tickets.map((ticket, i) => [ticket, BigInt(i + 1)]));
    await fill(to, 'raw', messages, { sentAt: [BIGINT, ({ sentAt }) => big(sentAt)], authorType: [VARCHAR, ({ authorType }) => authorType], ticket: [BIGINT, ({ ticket }) => place.get(ticket)!] });
    await to.run(`CREATE TABLE messages AS SELECT ${local('sentAt', 'sent')}, authorType, ticket FROM raw; DROP TABLE raw`);
  }
  const fetch = async (sql: string) => (await to.runAndReadAll(sql)).getRowsJS();
  return {
    name: 'DuckDB',
    async ask(shape) {
      const answers = [];
      for (const { sql } of QUESTIONS[shape]) answers.push(await fetch(sql));
      return answers;
    },
    read: (shape, answers) => new Map(QUESTIONS[shape].flatMap(({ keys }, i) => entries((answers as unknown[][][])[i]!, keys, word, QUESTIONS[shape].length > 1 ? `${i} ` : ''))),
    close() {
      to.closeSync();
      instance.closeSync();
    },
  };
}

const word = (cell: unknown) => (cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell));
const within = (field: string) => `${field} >= TIMESTAMP '${RANGE[0]}' AND ${field} < TIMESTAMP '${RANGE[1]}' + INTERVAL 1 DAY`;
const took = (end: string) => `(epoch_ms(${end}) - epoch_ms(createdAt))`;
const day = (field: string) => `date_trunc('day', ${field})`;
const FILTER = `channel IN ('channel 1', 'channel 2') AND teamId = 'team 1'`;

interface Question {
  sql: string;
  /** Columns before the numbers. */
  keys: number;
}

const counted = (key: string, where: string): Question => ({ sql: `SELECT ${key}, count(*) FROM tickets WHERE ${FILTER} AND ${where} GROUP BY ALL ORDER BY ALL`, keys: 1 });
const number = (value: string, where: string): Question => ({ sql: `SELECT ${value} FROM tickets WHERE ${FILTER} AND ${where}`, keys: 0 });

const QUESTIONS: Readonly<Record<ShapeKey, readonly Question[]>> = {
  created: [{ sql: `SELECT ${day('created')}, channel, count(*) FROM tickets WHERE ${within('created')} GROUP BY ALL ORDER BY ALL`, keys: 2 }],
  took: [
    {
      sql: `SELECT date_trunc('week', closed), ownerId, avg(${took('closedAt')}), quantile_cont(${took('closedAt')}::DOUBLE, 0.9) FROM tickets WHERE closedAt IS NOT NULL GROUP BY ALL ORDER BY ALL`,
      keys: 2,
    },
  ],
  onTime: [{ sql: `SELECT ${day('closed')}, avg((closedAt <= closeSlaDueAt)::INT) FROM tickets WHERE closedAt IS NOT NULL AND closeSlaDueAt IS NOT NULL GROUP BY ALL ORDER BY ALL`, keys: 1 }],
  open: [{ sql: 'SELECT channel, count(*) FROM tickets WHERE closedAt IS NULL GROUP BY ALL ORDER BY ALL', keys: 1 }],
  nine: [
    counted(day('created'), within('created')),
    counted(day('closed'), within('closed')),
    number(`avg(${took('closedAt')})`, within('closed')),
    number(`quantile_cont(${took('closedAt')}::DOUBLE, 0.9)`, within('closed')),
    number(`avg(${took('firstResponseAt')})`, within('responded')),
    counted('priority', within('created')),
    counted('ownerId', within('created')),
    number('avg(oneTouch::INT)', within('closed')),
    counted('priority', 'closedAt IS NULL'),
  ],
  messages: [
    {
      sql: `SELECT ${day('sent')}, count(*) FROM messages JOIN tickets USING (ticket) WHERE ${within('sent')} AND authorType = 'rep' AND channel IN ('channel 1', 'channel 2') GROUP BY ALL ORDER BY ALL`,
      keys: 1,
    },
  ],
};
