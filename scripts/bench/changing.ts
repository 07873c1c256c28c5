import { recordsEngine } from '../../src/data/engine/records-engine.ts';
import { ask } from './asking.ts';
import { median, type Ratio, ratioOf, rounds } from './measure.ts';
import { makeTickets } from './million.ts';
import { plainRows, SHAPES } from './shapes.ts';

const CHANGED = 100;

export interface Changed {
  tickets: number;
  ms: number;
  rebuild: Ratio;
  /** Changed and asked again, against a new engine over finished columns asked the same. */
  again: { name: string; ratio: Ratio }[];
}

/** Takes in a hundred tickets again and again; a host without that builds an engine from all its rows. */
export async function changing(tickets: number, tell: (line: string) => void): Promise<Changed> {
  const { records } = makeTickets(tickets);
  const rows = plainRows(records).tickets.map((row, i) => ({ id: `T-${100_000 + i}`, ...row }));
  const engine = recordsEngine(records);
  let turn = 0;
  const change = () => {
    turn++;
    const upsert = { tickets: Array.from({ length: CHANGED }, (_, i) => ({ ...rows[(turn * 7919 + i * 9973) % tickets]!, channel: `channel ${1 + ((turn + i) % 5)}` })) };
    return engine.apply({ upsert });
  };
  const told = await change();
  if (told.sources?.join() !== 'tickets') throw new Error(`A change of tickets told of ${told.sources?.join() || 'nothing'}.`);
  const catalog = { signal: new AbortController().signal, definitions: false };
  const times = await rounds(15, { change, rebuild: () => recordsEngine({ tickets: rows, timezone: 'Europe/Warsaw' }).catalog!(catalog) });
  const again: Changed['again'] = [];
  for (const shape of SHAPES.filter(({ key }) => key !== 'messages')) {
    await ask(engine, shape.queries);
    const found = await rounds(15, {
      changed: async () => {
        await change();
        await ask(engine, shape.queries);
      },
      cold: () => ask(recordsEngine({ ...records }), shape.queries),
    });
    again.push({ name: shape.name, ratio: ratioOf(found.changed, found.cold) });
    tell(`change and ask ${shape.name}: ${median(found.changed).toFixed(1)} ms, ${again.at(-1)!.ratio.middle.toFixed(2)} times as fast as cold`);
  }
  const rebuild = ratioOf(times.change, times.rebuild);
  tell(`change ${CHANGED} of ${tickets}: ${median(times.change).toFixed(2)} ms, ${rebuild.middle.toFixed(0)} times as fast as a rebuild`);
  return { tickets, ms: median(times.change), rebuild, again };
}
