import { SOURCE_NAMES, type Records, type RecordsChange, type SourceName } from '../../../../src/data/records/records.ts';
import type { Dice } from './dice.ts';

type Row = Record<string, unknown>;
type Tables = Partial<Record<SourceName, Row[]>>;

const START = Date.parse('2026-03-20T00:00:00Z');
const HOUR = 3_600_000;
/** Enough for many words, few enough that records meet. */
const TICKETS = 60;

const EXTRA_KEYS: Readonly<Partial<Record<SourceName, readonly string[]>>> = {
  statusChanges: ['ticketId', 'enteredAt', 'status'],
  assignments: ['ticketId', 'from', 'ownerId', 'teamId'],
};

/** Records as a host would hold them: the rows of each source by what tells them apart. */
export class MovingDesk {
  readonly rows = new Map<SourceName, Map<string, Row>>();
  asOf = START + 20 * 24 * HOUR;
  readonly #dice: Dice;

  constructor(dice: Dice) {
    this.#dice = dice;
    for (const source of SOURCE_NAMES) if (source === 'tickets' || dice.chance(0.85)) this.#upsert(source, this.#some(source, source === 'tickets' ? 30 : 40));
  }

  records(): Records {
    const tables: Tables = {};
    for (const [source, rows] of this.rows) tables[source] = [...rows.values()];
    return { ...tables, timezone: 'Europe/Warsaw', asOf: new Date(this.asOf).toISOString() };
  }

  /** A change, taken in here as a host would; of one source alone, if so wished, at the same instant. */
  change(only?: SourceName): RecordsChange {
    const dice = this.#dice;
    const remove: Partial<Record<SourceName, string[]>> = {};
    const upsert: Tables = {};
    for (const source of only ? [only] : SOURCE_NAMES) {
      if (dice.chance(0.2)) remove[source] = Array.from({ length: 1 + dice.roll(3) }, () => (source in EXTRA_KEYS ? this.#ticket() : this.#idOf(source)));
      if (only || dice.chance(0.35)) upsert[source] = this.#some(source, dice.roll(6));
    }
    for (const [source, ids] of Object.entries(remove)) this.#remove(source as SourceName, ids);
    for (const [source, rows] of Object.entries(upsert)) this.#upsert(source as SourceName, rows);
    if (!only && dice.chance(0.3)) this.asOf += dice.roll(24) * HOUR;
    return { ...(Object.keys(remove).length && { remove }), upsert, asOf: new Date(this.asOf).toISOString() };
  }

  #remove(source: SourceName, ids: readonly string[]): void {
    const gone = (rows: Map<string, Row> | undefined, field: string) => {
      for (const [key, row] of rows ?? []) if (ids.includes(row[field] as string)) rows!.delete(key);
    };
    gone(this.rows.get(source), source in EXTRA_KEYS ? 'ticketId' : 'id');
    if (source === 'tickets') for (const other of this.rows.values()) gone(other, 'ticketId');
  }

  #upsert(source: SourceName, rows: readonly Row[]): void {
    const known = this.rows.get(source) ?? new Map<string, Row>();
    this.rows.set(source, known);
    const fields = EXTRA_KEYS[source] ?? ['id'];
    const keyed = new Map<string, Row>();
    // Of one id the last row of a change counts, in its place; of history each takes the place of the one before.
    for (const row of rows) {
      const key = fields.map((field) => row[field] ?? '').join('|');
      if (!(source in EXTRA_KEYS)) keyed.delete(key);
      keyed.set(key, row);
    }
    for (const [key, row] of keyed) known.set(key, row);
  }

  #some(source: SourceName, count: number): Row[] {
    return Array.from({ length: count }, () => this.#row(source));
  }

  #ticket = (): string => `t${this.#dice.roll(TICKETS)}`;
  #idOf = (source: SourceName): string => (source === 'tickets' ? this.#ticket() : `${source}-${this.#dice.roll(['reps', 'teams', 'companies'].includes(source) ? 5 : 70)}`);
  #at = (): string => new Date(START + this.#dice.roll(20 * 24) * HOUR).toISOString();
  #maybe = <T>(value: () => T, chance = 0.7): T | null => (this.#dice.chance(chance) ? value() : null);
  #word = (...words: string[]) => this.#maybe(() => this.#dice.one(words), 0.85);
  #rep = () => this.#maybe(() => this.#idOf('reps'));

  #row(source: SourceName): Row {
    const dice = this.#dice;
    const [at, maybe, word, rep] = [this.#at, this.#maybe, this.#word, this.#rep];
    const id = this.#idOf(source);
    const ticketId = this.#ticket();
    switch (source) {
      case 'tickets': {
        const created = at();
        const later = () => new Date(Date.parse(created) + dice.roll(100) * HOUR).toISOString();
        const closed = dice.chance(0.5);
        return {
          id,
          subject: `Subject ${dice.roll(1000)}`,
          createdAt: created,
          closedAt: closed ? later() : null,
          firstClosedAt: maybe(later, 0.3),
          reopenCount: maybe(() => dice.roll(3), 0.6),
          excludedAt: maybe(later, 0.1),
          firstResponseAt: maybe(later, 0.4),
          firstResponseTimeMs: maybe(() => dice.roll(50) * HOUR, 0.2),
          status: word('New', 'Pending', 'Solved', `Odd ${dice.roll(400)}`),
          statusCategory: closed ? 'closed' : word('open', 'waiting', 'closed'),
          pipeline: word('a', 'b'),
          priority: word('low', 'urgent', 'high', 'medium'),
          channel: word('email', 'chat', 'phone'),
          channelAccount: word('a@x', 'b@x'),
          category: word('bug', 'question'),
          ownerId: rep(),
          teamId: maybe(() => this.#idOf('teams'), 0.4),
          contactId: maybe(() => this.#idOf('contacts')),
          companyId: maybe(() => this.#idOf('companies'), 0.3),
          firstResponseSlaDueAt: maybe(later, 0.6),
          firstResponseSlaStatus: maybe(() => dice.one(['active', 'dueSoon', 'overdue', 'metOnTime', 'metLate', 'missed', 'none', 'paused']), 0.3),
          nextResponseSlaDueAt: maybe(later, 0.4),
          closeSlaDueAt: maybe(later, 0.6),
          oneTouch: maybe(() => dice.chance(0.5), 0.6),
          site: word('north', 'south'),
        };
      }
      case 'statusChanges': {
        const entered = at();
        return { ticketId, enteredAt: entered, exitedAt: maybe(() => new Date(Date.parse(entered) + dice.roll(60) * HOUR).toISOString(), 0.3), status: word('New', 'Pending', 'Solved'), statusCategory: word('open', 'waiting', 'closed'), actorType: word('rep', 'customer', 'system') };
      }
      case 'assignments':
        return { ticketId, ownerId: rep(), teamId: maybe(() => this.#idOf('teams')), from: at(), to: maybe(at, 0.4) };
      case 'messages':
        return { id, ticketId: maybe(() => ticketId, 0.95), conversationId: maybe(() => this.#idOf('conversations'), 0.3), sentAt: at(), direction: word('inbound', 'outbound'), authorType: word('customer', 'rep', 'rep', 'bot', 'system'), authorId: maybe(() => dice.one([this.#idOf('reps'), this.#idOf('contacts')])), channel: word('email', 'chat'), isPublic: maybe(() => dice.chance(0.9), 0.5) };
      case 'conversations':
        return { id, ticketId: maybe(() => ticketId), channel: word('chat', 'email'), startedAt: at(), closedAt: maybe(at, 0.5), status: word('on', 'off') };
      case 'calls':
        return { id, ticketId: maybe(() => ticketId), startedAt: at(), direction: word('inbound', 'outbound'), status: word('completed', 'completed', 'missed', 'abandoned', 'failed'), durationMs: maybe(() => dice.roll(1000) * 1000), waitMs: maybe(() => dice.roll(60) * 1000), ownerId: rep() };
      case 'reps':
        return { id, name: word('Ada', 'Bo', 'Cy', 'Di'), teamId: maybe(() => this.#idOf('teams')), availability: word('available', 'busy', 'away'), availabilitySince: maybe(at), capacity: maybe(() => dice.roll(6)), openTickets: maybe(() => dice.roll(6), 0.5) };
      case 'feedback':
        return { id, ticketId: maybe(() => ticketId), type: word('csat', 'ces', 'nps'), score: maybe(() => 1 + dice.roll(5), 0.9), scaleMin: 1, scaleMax: 5, higherIsBetter: true, sentiment: maybe(() => dice.one(['positive', 'negative', 'neutral']), 0.2), submittedAt: at(), comment: maybe(() => `Note ${dice.roll(99)}`, 0.3) };
      case 'contacts':
        return { id, name: word('Kim', 'Lou'), companyId: maybe(() => this.#idOf('companies')) };
      default:
        return { id, name: word('North', 'South', 'East') };
    }
  }
}
