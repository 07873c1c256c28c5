import type { Cell } from '../../query/query.ts';
import { stringsOf, tableOf } from '../desk.ts';
import { codesFor } from '../fill.ts';
import { hasKind, slasAt } from './sla.ts';
import { ACTIVE, OTHER, type OwnKind, STATES } from './states.ts';
import { anyStates } from './values.ts';
import type { CodeVector, NumberVector, Vector } from '../vectors.ts';
import type { View } from '../view.ts';
import { chunks, type Work } from '../work.ts';

/** States of SLAs, time left and share used up, as dimensions of tickets: `closeSlaStatus`, `anySlaStatus`, `slaRemaining.close`, `slaElapsed.close`. */
export function* slaVector(view: View, base: string): Work<Vector> {
  const at = view.dims;
  if (base === 'anySlaStatus') return words(yield* anyStates(at), STATES);
  const [stem, kind] = base.split('.') as [string, OwnKind?];
  return kind ? yield* numberVector(at, stem === 'slaElapsed', kind) : yield* stateVector(at, stem.replace('SlaStatus', '') as OwnKind);
}

function words(codes: CodeVector['codes'], labels: readonly Cell[]): CodeVector {
  return { kind: 'code', type: 'string', codes, labels: [null, ...labels], plain: true };
}

function* stateVector(view: View, kind: OwnKind): Work<Vector> {
  if (!(yield* hasKind(view.desk, kind))) return words(new Uint8Array((yield* tableOf(view.desk, 'tickets')).length), []);
  const { state } = yield* slasAt(view, kind);
  const given = yield* stringsOf(view.desk, 'tickets', `${kind}SlaStatus`);
  if (!given || !state.includes(OTHER)) return words(state, STATES);
  const others = given.dictionary.filter((word) => word !== '' && !(STATES as readonly string[]).includes(word));
  const labels: readonly string[] = [...STATES, ...others];
  const codes = given.dictionary.map((word) => labels.indexOf(word) + 1);
  return words(codesFor([null, ...labels], state.length, (row) => (state[row] === OTHER ? codes[given.codes[row]!]! : state[row]!)), labels);
}

/** Only of SLAs that run and fall due: milliseconds left, or the share of the target that is used up. */
function* numberVector(view: View, share: boolean, kind: OwnKind): Work<NumberVector> {
  const { state, due, since } = yield* slasAt(view, kind);
  const values = new Float64Array(state.length).fill(NaN);
  yield* chunks(values.length, (from, to) => {
    for (let row = from; row < to; row++) {
      if (!state[row] || state[row]! > ACTIVE) continue;
      const left = due[row]! - view.at;
      const target = due[row]! - since[row]!;
      values[row] = !share ? left : target > 0 ? 1 - left / target : NaN;
    }
  });
  return { kind: 'number', type: 'number', ...(!share && { unit: 'ms' }), values, until: Infinity };
}
