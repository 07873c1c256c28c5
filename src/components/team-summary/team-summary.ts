import { html } from 'lit';
import { property } from 'lit/decorators.js';
import type { Datasets, Figure, FigureSet } from '../../data/adapter.ts';
import { teamSummary } from '../../data/datasets/team-summary.ts';
import { teamSummary as words } from '../../terms/en/widgets.ts';
import type { ChangeWords, TeamMetric } from '../../terms/terms.ts';
import { wordsOf } from '../internal/attributes.ts';
import { figureSentence, figureView, type FigureUnit } from '../internal/figure.ts';
import { figures } from '../internal/skeleton.ts';
import { WidgetElement } from '../internal/widget-element.ts';
import { styles } from './team-summary.styles.ts';

const METRICS: Readonly<Record<TeamMetric, { unit: FigureUnit; good: 'up' | 'down'; words?: ChangeWords }>> = {
  open: { unit: 'count', good: 'down' },
  closed: { unit: 'count', good: 'up' },
  'first-response-time': { unit: 'ms', good: 'down', words: 'speed' },
  'time-to-close': { unit: 'ms', good: 'down', words: 'speed' },
  csat: { unit: 'ratio', good: 'up' },
  'awaiting-first-reply': { unit: 'count', good: 'down' },
};
const ALL = Object.keys(METRICS) as TeamMetric[];

/**
 * Shows the dataset `team-summary`.
 *
 * ```html
 * <help-desk src="helpdesk.json">
 *   <team-summary metrics="open closed time-to-close"></team-summary>
 * </help-desk>
 * ```
 *
 * @summary How the team is doing today: open, closed, response times, satisfaction, first replies awaited.
 * @tagname team-summary
 * @status stable
 * @since 0.1
 */
export class TeamSummary extends WidgetElement<FigureSet> {
  static override readonly dataset = teamSummary;
  static override readonly words = { teamSummary: words };
  static override styles = [WidgetElement.styles, styles];

  /** Which figures, in which order: `open`, `closed`, `first-response-time`, `time-to-close`, `csat`, `awaiting-first-reply`. All when empty. */
  @property() metrics = '';

  protected override get defaultHeading(): string {
    return this.terms.teamSummary.heading;
  }

  protected override get emptyText(): { title: string; help?: string } {
    return { title: this.terms.teamSummary.empty, help: this.terms.teamSummary.emptyHelp };
  }

  protected override params(): Datasets['team-summary']['params'] {
    this.#chosen();
    return {};
  }

  protected override skeleton(): unknown {
    return figures(this.#chosen().map((id) => this.terms.teamSummary.metrics[id]));
  }

  protected override summary(data: FigureSet): string {
    return figureSentence(
      this.#chosen().map((id) => ({ label: this.terms.teamSummary.metrics[id], figure: data.figures[id], unit: METRICS[id].unit })),
      this.format,
      this.terms,
    );
  }

  #chosen(): readonly TeamMetric[] {
    const chosen = wordsOf('metrics', this.metrics, ALL);
    return chosen.length ? chosen : ALL;
  }

  protected override renderData(data: FigureSet): unknown {
    return html`<div class="figures">${this.#chosen().map((id) => this.#figure(id, data.figures[id]))}</div>`;
  }

  #figure(metric: TeamMetric, figure: Figure | undefined): unknown {
    const label = this.terms.teamSummary.metrics[metric];
    const { stat } = this.scope;
    const { unit, ...how } = METRICS[metric];
    return figureView({
      ...how,
      unit,
      metric,
      label,
      figure,
      ...(unit === 'ms' && stat !== 'avg' && { stat: this.terms.figure.stat[stat] }),
      minSample: stat === 'p90' && unit === 'ms' ? 10 : 5,
      format: this.format,
      terms: this.terms,
      drill: figure && this.drill({ metric, figure, label, unit }),
    });
  }
}
