/** The kit without side effects: classes, `defineWidgets`, adapters, events and types. Importing it defines nothing. */
export * from './data/index.ts';
export { VERSION } from './version.ts';
export { defineWidgets, type DefineOptions } from './components/define-widgets.ts';
export type { ElementName } from './components/registry.ts';
export type { RecordHref } from './components/internal/contexts.ts';
export { setDefaultAdapter } from './components/internal/default-adapter.ts';
export * from './components/internal/events.ts';
export { HelpDesk } from './components/help-desk/help-desk.ts';
export { ReportView } from './components/report-view/report-view.ts';
export { TeamSummary } from './components/team-summary/team-summary.ts';
export { TicketsByChannel } from './components/tickets-by-channel/tickets-by-channel.ts';
