import { expect, it } from 'vitest';
import type { HelpDesk } from '../../../src/components/help-desk/help-desk.ts';
import type { TeamSummary } from '../../../src/components/team-summary/team-summary.ts';
import { fakeAdapter } from '../../../src/testing/fake-adapter.ts';

// Alone in its file: what listens for late providers is there once for each document.
it('a widget that is defined before its provider is reached all the same', async () => {
  document.body.innerHTML = '<help-desk><team-summary></team-summary></help-desk>';
  const widget = document.querySelector('team-summary') as TeamSummary;
  await import('../../../src/components/team-summary/define.ts');
  await widget.updateComplete;
  await import('../../../src/components/help-desk/define.ts');
  (document.querySelector('help-desk') as HelpDesk).adapter = fakeAdapter();
  await widget.settled;
  expect(widget.matches(':state(ready)')).toBe(true);
});
