import { describe, expect, it } from 'vitest';
import { recordsEngine } from '../../../src/data/engine/records-engine.ts';
import type { Records } from '../../../src/data/records/records.ts';

async function told(records: Records): Promise<string[]> {
  const { problems = [] } = await recordsEngine({ timezone: 'UTC', ...records }).catalog({ signal: new AbortController().signal });
  return problems.filter(({ code }) => code === 'near-field' || code === 'unknown-setting').map(({ message }) => message);
}

const createdAt = '2026-03-02T08:00:00Z';

describe('names that look misspelt', () => {
  it('are told of once a column, with the field that is likely meant', async () => {
    const tickets = [1, 2].map((id) => ({ id, createdAt, closed_at: createdAt, statusCategry: 'open', Owner: 'r1' }));
    expect(await told({ tickets })).toEqual([
      expect.stringMatching(/“tickets\.closed_at”.*Did you mean closedAt\?/),
      expect.stringMatching(/“tickets\.statusCategry”.*Did you mean statusCategory\?/),
      expect.stringMatching(/“tickets\.Owner”.*Did you mean owner\?/),
    ]);
  });

  it('are columns of their own where the field is there, or where they look like none', async () => {
    expect(await told({ tickets: [{ id: 1, createdAt, created_at: createdAt, createdBy: 'r1', product: 'web', slaRule: 'gold' }] })).toEqual([]);
  });

  it('are told of in settings', async () => {
    const settings = { feedback: { postiveFrom: 4, neutralFrom: 3 }, call: {} } as Records['settings'];
    expect(await told({ tickets: [{ id: 1, createdAt }], settings })).toEqual([
      '“settings.feedback.postiveFrom” is no setting. Did you mean positiveFrom?',
      '“settings.call” is no setting. Did you mean calls?',
    ]);
    expect(await told({ settings: { feedback: { positiveFrom: 4, neutralFrom: 3, sent: [] }, calls: { asReplies: true, serviceLevelMs: 20_000 } } })).toEqual([]);
  });
});
