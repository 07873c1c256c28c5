import { attachContextRoot } from '../internal/context-root.ts';
import { TeamSummary } from './team-summary.ts';

attachContextRoot();
TeamSummary.define('team-summary');

declare global {
  interface HTMLElementTagNameMap {
    'team-summary': TeamSummary;
  }
}
