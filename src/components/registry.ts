import type { KitElement } from './internal/kit-element.ts';

/** What a registry line loads: the class of one element, to be defined under any tag. */
export type ElementClass = typeof KitElement;

/** Every element of the kit by its default tag, loaded when it is first wanted. */
export const registry = {
  'help-desk': () => import('./help-desk/help-desk.ts').then((m) => m.HelpDesk),
  'team-summary': () => import('./team-summary/team-summary.ts').then((m) => m.TeamSummary),
  'tickets-by-channel': () => import('./tickets-by-channel/tickets-by-channel.ts').then((m) => m.TicketsByChannel),
  'report-view': () => import('./report-view/report-view.ts').then((m) => m.ReportView),
} as const satisfies Readonly<Record<string, () => Promise<ElementClass>>>;

/** Default tag of an element of the kit. */
export type ElementName = keyof typeof registry;
