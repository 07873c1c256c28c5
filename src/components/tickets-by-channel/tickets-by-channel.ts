import { html, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import type { Datasets, Figure } from '../../data/adapter.ts';
import { ticketsByChannel } from '../../data/datasets/tickets-by-channel.ts';
import { byChannel } from '../../terms/en/widgets.ts';
import { oneOf } from '../internal/attributes.ts';
import { foldRows, keepOrder, mergeLetterCase, type BreakdownRow } from '../internal/breakdown-rows.ts';
import { breakdownSkeleton, breakdownView } from '../internal/breakdown.ts';
import { dataValue, drillView, figureSentence, valueText } from '../internal/figure.ts';
import { fill, fillText } from '../internal/fill.ts';
import { WidgetElement } from '../internal/widget-element.ts';
import { styles } from './tickets-by-channel.styles.ts';

type ChannelData = Datasets['tickets-by-channel']['data'];
type Metric = 'today' | 'open';
type Member = NonNullable<Datasets['tickets-by-channel']['params']['member']>;

/** More channels than this share one last row. */
const LIMIT = 8;

/**
 * Shows the dataset `tickets-by-channel`.
 *
 * ```html
 * <help-desk src="helpdesk.json">
 *   <tickets-by-channel></tickets-by-channel>
 * </help-desk>
 * ```
 *
 * @summary Tickets opened today and all open ones, per channel.
 * @tagname tickets-by-channel
 * @status stable
 * @since 0.1
 * @csspart table - The table of channels.
 * @csspart row__label - Name of a channel.
 */
export class TicketsByChannel extends WidgetElement<ChannelData> {
  static override readonly dataset = ticketsByChannel;
  static override readonly words = { byChannel };
  static override readonly fixed = true;
  static override styles = [WidgetElement.styles, styles];

  /** Rows stay where they were first seen: they never move while somebody reads them. */
  #order: readonly (string | null)[] = [];

  /** `bars` beside the counts, or the `table` alone, with every channel in it. */
  @property() view: 'bars' | 'table' = 'bars';
  /** What a row is: a channel (`tickets.channel`), or each address, number or account by which tickets come (`tickets.channelAccount`). */
  @property() member: 'tickets.channel' | 'tickets.channelAccount' = 'tickets.channel';

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('member')) this.#order = [];
  }

  protected override get defaultHeading(): string {
    const { heading, headingByAccount } = this.terms.byChannel;
    return this.member === 'tickets.channelAccount' ? headingByAccount : heading;
  }

  protected override get emptyText(): { title: string; help?: string } {
    return { title: this.terms.byChannel.empty, help: this.terms.byChannel.emptyHelp };
  }

  protected override params(): Datasets['tickets-by-channel']['params'] {
    this.#view();
    return { member: this.#member() };
  }

  protected override skeleton(): unknown {
    return breakdownSkeleton();
  }

  protected override summary(data: ChannelData): string {
    const { format, terms } = this;
    const entries = this.#rows(data).map((row) => ({ label: this.#label(row), figure: row.figures.open, unit: 'count' as const }));
    return `${terms.byChannel.open}: ${figureSentence(entries, format, terms)}`;
  }

  /** Changes are not shown here, so nothing is said of what they are counted from. */
  protected override note(): unknown {
    return null;
  }

  protected override footer(data: ChannelData): unknown {
    return (['today', 'open'] as const).map((metric) => html`<span data-metric=${metric}>${this.#total(metric, data.figures[metric])}</span>`);
  }

  #total(metric: Metric, figure: Figure | undefined): unknown {
    if (!figure || figure.value === null) return '';
    const { format, terms } = this;
    const { openedToday, openNow } = terms.byChannel;
    const text = (metric === 'today' ? openedToday : openNow)(format.plural(figure.value));
    const label = fillText(text, valueText(figure.value, 'count', format));
    const content = fill(text, dataValue(figure.value, 'count', format, terms));
    return drillView(this.drill({ metric, figure, label }), label, content);
  }

  #view(): 'bars' | 'table' {
    return oneOf('view', this.view, ['bars', 'table']);
  }

  #member(): Member {
    return oneOf('member', this.member, ['tickets.channel', 'tickets.channelAccount']);
  }

  #label(row: BreakdownRow): string {
    return row.label || row.key || this.terms.byChannel.unknown;
  }

  #rows(data: ChannelData): readonly BreakdownRow[] {
    const merged = mergeLetterCase(data.rows);
    this.#order = keepOrder(this.#order, merged, (row) => row.figures.open?.value ?? 0);
    return foldRows(merged, this.#order, this.#view() === 'bars' ? LIMIT : Infinity, this.terms.byChannel.other);
  }

  protected override renderData(data: ChannelData): unknown {
    const { format, terms } = this;
    const { channel, account, today, open } = terms.byChannel;
    return breakdownView({
      rows: this.#rows(data),
      keyHeading: this.#member() === 'tickets.channel' ? channel : account,
      columns: [
        { metric: 'today', label: today },
        { metric: 'open', label: open },
      ],
      bars: this.#view() === 'bars',
      labelOf: (row) => this.#label(row),
      drill: (row, metric, figure) =>
        this.drill({ metric, key: row.key, figure, label: `${this.#label(row)}, ${metric === 'today' ? today : open}` }),
      format,
      terms,
    });
  }
}
