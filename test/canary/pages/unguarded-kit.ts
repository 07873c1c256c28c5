import { HelpDesk } from '../../../src/components/help-desk/help-desk.ts';
import { TeamSummary } from '../../../src/components/team-summary/team-summary.ts';

/** Broken on purpose: defines without asking whether the tag is taken. */
customElements.define('help-desk', class extends HelpDesk {});
customElements.define('team-summary', class extends TeamSummary {});
