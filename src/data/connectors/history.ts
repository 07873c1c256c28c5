import { msOf, type Told } from './api.ts';
import type { Desk, Row } from './desk.ts';
import type { ReadStatus } from './words.ts';

export interface StatusChange extends ReadStatus {
  at: Told<string>;
  pipeline?: Told<string>;
  /** Who made it; empty is a rep. */
  actorType?: string;
}

/** When a ticket was closed and how often it came back, told by its whole history. */
export interface Closings {
  closedAt: string | null;
  firstClosedAt: string | null;
  reopenCount: number;
}

/** Adds one row for each stay of a ticket in a status, from changes in any order, and tells its closings. */
export function addVisits(desk: Desk, ticketId: string, changes: readonly StatusChange[], row: number): Closings {
  const closings: Closings = { closedAt: null, firstClosedAt: null, reopenCount: 0 };
  let last: Row | undefined;
  for (const { at, ...visit } of inOrder(desk, changes, 'statusChanges', row)) {
    if (last?.status === visit.status && last?.pipeline === visit.pipeline) continue;
    if (last) last.exitedAt = at;
    const wasClosed = last?.statusCategory === 'closed';
    if (visit.statusCategory === 'closed') {
      closings.firstClosedAt ??= at;
      if (!wasClosed) closings.closedAt = at;
    } else if (wasClosed) {
      closings.reopenCount++;
      closings.closedAt = null;
    }
    desk.add('statusChanges', (last = { ticketId, ...visit, enteredAt: at, exitedAt: null }));
  }
  return closings;
}

export interface AssignmentChange {
  at: Told<string>;
  ownerId?: Told<string>;
  teamId?: Told<string>;
}

/** Adds one row for each stay of a ticket with an owner and team; a change that says nothing of one keeps it. */
export function addAssignments(desk: Desk, ticketId: string, changes: readonly AssignmentChange[], row: number): void {
  let last: Row | undefined;
  for (const { at, ownerId = last?.ownerId, teamId = last?.teamId } of inOrder(desk, changes, 'assignments', row)) {
    if (last?.from === at) Object.assign(last, { ownerId, teamId });
    else {
      if (last) last.to = at;
      desk.add('assignments', (last = { ticketId, ownerId, teamId, from: at, to: null }));
    }
  }
}

function inOrder<T extends { at: Told<string> }>(desk: Desk, changes: readonly T[], source: 'statusChanges' | 'assignments', row: number): (T & { at: string })[] {
  const known = changes.filter((change): change is T & { at: string } => !Number.isNaN(msOf(change.at)));
  if (known.length < changes.length) desk.log.add('no-time', source, undefined, row, undefined, changes.length - known.length);
  return known.sort((a, b) => msOf(a.at) - msOf(b.at));
}
