import { html } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import { HelpDesk } from '../../../src/components/help-desk/help-desk.ts';
import { ReportView } from '../../../src/components/report-view/report-view.ts';
import { TeamSummary } from '../../../src/components/team-summary/team-summary.ts';
import { TicketsByChannel } from '../../../src/components/tickets-by-channel/tickets-by-channel.ts';
import type { Datasets } from '../../../src/data/adapter.ts';

/** Broken on purpose: the first row's label is taken for markup. */
class Unsafe extends TicketsByChannel {
  protected override renderData(data: Datasets['tickets-by-channel']['data']): unknown {
    return html`<p>${unsafeHTML(data.rows[0]?.label)}</p>${super.renderData(data)}`;
  }
}

Unsafe.define('tickets-by-channel');
HelpDesk.define('help-desk');
ReportView.define('report-view');
TeamSummary.define('team-summary');
