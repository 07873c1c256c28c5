import { TeamSummary } from './team-summary.ts';

TeamSummary.define('team-summary');

declare global {
  interface HTMLElementTagNameMap {
    'team-summary': TeamSummary;
  }
}
