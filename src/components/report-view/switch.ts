import { html, nothing, type TemplateResult } from 'lit';
import type { Report } from '../../data/reports/report.ts';
import type { Terms } from '../../terms/terms.ts';
import { icon } from '../internal/icons.ts';
import { chart } from '../internal/skeleton.ts';

/** What stands below the lead figure. */
export type ReportMode = 'chart' | 'table';

const MODES = ['chart', 'table'] as const;

/** Chart or table, two buttons of which one is pressed. */
export function viewSwitch(mode: ReportMode, { report }: Terms, choose: (mode: ReportMode) => void): TemplateResult {
  return html`<div class="switch" role="group" aria-label=${report.view}>
    ${MODES.map(
      (each) =>
        html`<button type="button" aria-pressed=${each === mode ? 'true' : 'false'} @click=${() => choose(each)}>${icon(each)}<span>${report[each]}</span></button>`,
    )}
  </div>`;
}

/** Whether the report is drawn, and so has two views. */
export function isDrawn({ visualization: { type } }: Report): boolean {
  return type === 'bar' || type === 'line' || type === 'area';
}

/** The shape to come: lead figure, chart, and a legend where there will be several series. */
export function reportSkeleton({ visualization: { color, y = [] } }: Report): TemplateResult {
  const several = color !== undefined || y.length > 1;
  return html`<div class="report">
    <div class="lead alone"><span class="sk"></span></div>
    ${chart()}${several ? html`<span class="sk sk-legend"></span>` : nothing}
  </div>`;
}
