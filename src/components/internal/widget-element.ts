import { html, nothing, type CSSResultGroup, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { DataAdapter, RecordsRef } from '../../data/adapter.ts';
import type { Catalog } from '../../data/catalog/catalog.ts';
import type { Dataset } from '../../data/datasets/dataset.ts';
import { toProblem, type Problem } from '../../data/problem.ts';
import type { RecordsProblem } from '../../data/records/records.ts';
import { resolveScope } from '../../data/resolve-scope.ts';
import type { Scope } from '../../data/scope.ts';
import type { Terms } from '../../terms/terms.ts';
import { asOfLine } from './as-of.ts';
import { oneOf } from './attributes.ts';
import { DataController, faultOf, outcome, type View } from './data-controller.ts';
import { AuthRequestEvent, DataEvent, DrillRequestEvent, HelpDeskErrorEvent, type Drill } from './events.ts';
import { fillText } from './fill.ts';
import { formatFor, type Format } from './format.ts';
import { frame, isBusy } from './frame.ts';
import { frameStyles } from './frame.styles.ts';
import { KitElement } from './kit-element.ts';
import { loadTrouble, trouble } from './load-trouble.ts';
import { LocaleController } from './locale.ts';
import type { Doubtful } from './reasons.ts';
import { safeUrl } from './safe-url.ts';
import { Settling } from './settling.ts';
import { chart } from './skeleton.ts';
import { tokens } from './tokens.ts';

const LEVELS = ['2', '3', '4', '5', '6'] as const;

/**
 * The base of every widget: it gets the answer, draws the frame in every state, and leaves to the widget what is its own.
 *
 * @slot heading - In place of the title.
 * @slot actions - Buttons of the page, after the widget's own.
 * @slot empty - In place of the sentence where there is nothing to show.
 * @slot error - In place of the sentence where something failed.
 * @slot loading - In place of the skeleton.
 * @slot footer - After the widget's own last line.
 * @event {DataEvent} hd-data - An answer was drawn.
 * @event {HelpDeskErrorEvent} hd-error - Something failed; `problem` says what.
 * @event {DrillRequestEvent} hd-drill-request - A reader asks for the rows behind a figure. Cancelable.
 * @event {AuthRequestEvent} hd-auth-request - The source wants the reader to sign in. Cancelable.
 * @csspart base - The card.
 * @csspart header - Title, as-of line and buttons.
 * @csspart heading - The title.
 * @csspart status - The as-of line.
 * @csspart actions - The buttons.
 * @csspart body - All between header and footer.
 * @csspart footer - The last line.
 * @cssstate waiting - No source yet, or off screen.
 * @cssstate loading - The first answer is on its way.
 * @cssstate ready - An answer is shown.
 * @cssstate refreshing - With ready: a newer answer is on its way.
 * @cssstate stale - With ready: the newest answer failed, this is the last good one.
 * @cssstate empty - The answer holds nothing to show.
 * @cssstate error - No answer, and none to fall back on.
 * @cssstate signed-out - The source wants the reader to sign in.
 * @cssstate denied - The reader may not see this.
 * @cssstate unsupported - The source does not offer this.
 * @cssstate missing - The page names no source.
 * @cssproperty --hd-font-size - Size of the text; every other size follows it.
 * @cssproperty --hd-color-surface - Background.
 * @cssproperty --hd-color-surface-raised - Background of what lies above: dialogs, menus.
 * @cssproperty --hd-color-fill - Tracks, skeletons, quiet buttons.
 * @cssproperty --hd-color-text - Text.
 * @cssproperty --hd-color-text-muted - Text of second rank.
 * @cssproperty --hd-color-border - Lines between things.
 * @cssproperty --hd-color-border-control - Outline of what can be pressed.
 * @cssproperty --hd-color-accent - Links, marks, what is chosen.
 * @cssproperty --hd-color-on-accent - Text on the accent.
 * @cssproperty --hd-color-positive - Better.
 * @cssproperty --hd-color-warning - Needs a look.
 * @cssproperty --hd-color-danger - Worse, or failed.
 * @cssproperty --hd-color-neutral - Neither.
 * @cssproperty --hd-color-series-1 - First series of a chart or bar.
 * @cssproperty --hd-focus-ring - Outline of what has focus.
 * @cssproperty --hd-space-1 - Smallest gap; up to `--hd-space-6`.
 * @cssproperty --hd-radius - Corners.
 * @cssproperty --hd-shadow - Shadow of what lies above.
 * @cssproperty --hd-duration - Length of transitions.
 */
export abstract class WidgetElement<D> extends KitElement {
  /** What the widget asks; each widget names its own. */
  static readonly dataset: Dataset;
  /** The English of the widget's own; in other languages the terms come whole. */
  static readonly words: Partial<Terms> = {};
  /** Rows of unknown number: they scroll inside the skeleton's height. */
  static readonly fixed: boolean = false;
  static override styles: CSSResultGroup = [tokens, frameStyles];

  readonly #internals = this.attachInternals();
  readonly #locale = new LocaleController(this, (this.constructor as typeof WidgetElement).words);
  readonly #source = new DataController<D>(this, {
    dataset: () => (this.constructor as typeof WidgetElement).dataset,
    params: () => this.params(),
  });
  readonly #settling = new Settling(this);
  #view: View<D> = { state: 'waiting' };
  #told: { data?: D; problem?: Problem } = {};
  /** Where the module is that says what is wrong; without it the frame says less. */
  #trouble: 'unasked' | 'coming' | 'here' | 'lost' = 'unasked';

  @state() private _said = '';
  @state() private _dialog: unknown = nothing;

  /** The card's title; absent: the widget's own name for itself. */
  @property() heading?: string;
  /** Level of the title in the page's outline, 2 to 6. */
  @property({ attribute: 'heading-level' }) headingLevel: number | string = 3;
  /** Id of the provider that serves this widget, wherever on the page; absent: the nearest around it. */
  @property() desk?: string;
  /** An adapter for this widget alone. Null: not ready yet. */
  @property({ attribute: false }) adapter?: DataAdapter | null;
  /** A ready answer: no adapter is needed, none is asked. */
  @property({ attribute: false }) data?: D;

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const { state, data, problem, refreshing, stale } = this.#view;
    const { states } = this.#internals;
    states.clear();
    states.add(state);
    if (refreshing) states.add('refreshing');
    if (stale) states.add('stale');
    this.#tell(data, problem);
    if (!trouble() && (stale || !(isBusy(state) || state === 'ready') || this.catalog?.problems?.length || isDoubtful(data))) void this.#fetchTrouble();
    this.#settling.check();
  }

  async #fetchTrouble(): Promise<void> {
    const before = this.#trouble;
    if (before === 'coming') return;
    this.#trouble = 'coming';
    await loadTrouble();
    this.#trouble = trouble() ? 'here' : 'lost';
    // Lost twice: said already.
    if (this.#trouble !== before) this.requestUpdate();
    else this.#settling.check();
  }

  #tell(data: D | undefined, problem: Problem | undefined): void {
    const told = this.#told;
    const { name } = (this.constructor as typeof WidgetElement).dataset;
    this.#told = { data: data ?? told.data, problem };
    if (data !== undefined && data !== told.data) this.dispatchEvent(new DataEvent(name, data));
    if (!problem || sameProblem(problem, told.problem)) return;
    this.dispatchEvent(new HelpDeskErrorEvent(name, problem));
    if (problem.kind === 'signed-out') this.#signIn();
  }

  readonly #signIn = (): void => {
    this.dispatchEvent(new AuthRequestEvent(this.#view.problem ?? { kind: 'signed-out', title: '' }));
  };

  /** The reader asked for another try: the outcome is said, and focus stays in the widget when its button goes. */
  readonly #retry = async (): Promise<void> => {
    this._said = '';
    const pressed = (this.renderRoot as ShadowRoot).activeElement;
    await this.refresh();
    const { problem } = this.#view;
    this._said = fillText(problem ? this.terms.trouble.notUpdated : this.terms.trouble.updated, this.#heading);
    if (pressed && !pressed.isConnected) this.renderRoot.querySelector<HTMLElement>('.base')?.focus({ preventScroll: true });
  };

  readonly #showLeftOut = async (problems: readonly RecordsProblem[]): Promise<void> => {
    const { terms, format } = this;
    const root = this.renderRoot as ShadowRoot;
    this._dialog = trouble()?.leftOutDialog({ problems, terms, format, root, onClose: () => (this._dialog = nothing) });
    await this.updateComplete;
    root.querySelector('dialog')?.showModal();
  };

  readonly #stale = (when: unknown): unknown => trouble()?.staleLine(this.#source.view, when, this.terms, this.format, this.#retry) ?? when;

  /** Asks again; resolves when the answer, or the failure, is drawn. */
  async refresh(): Promise<void> {
    await this.#source.refresh();
    await this.settled;
  }

  /** Resolves when the widget has drawn an answer or a final state. A widget that is off screen waits until it is near. */
  get settled(): Promise<void> {
    return this.#settling.until(() => this.#idle && this.#view.state !== 'waiting');
  }

  /** Resolves when nothing is under way for this widget; unlike `settled` also while it waits to come on screen. */
  whenIdle(): Promise<void> {
    return this.#settling.until(() => this.#idle);
  }

  get #idle(): boolean {
    return this.#locale.ready && this.#trouble !== 'coming' && !this.#view.refreshing && this.#view.state !== 'loading';
  }

  protected get terms(): Terms {
    return this.#locale.terms;
  }
  protected get format(): Format {
    return formatFor(this.#locale.language, this.scope.timezone);
  }
  protected get scope(): Scope {
    return (this.#source.scope ??= resolveScope({}, undefined));
  }
  protected get catalog(): Catalog | undefined {
    return this.#source.catalog;
  }
  get #heading(): string {
    return this.heading ?? this.defaultHeading;
  }

  /** The request's parameters; throws a `DataError` where an attribute makes no sense. */
  protected abstract params(): object;
  /** The answer in one sentence, for screen readers. */
  protected abstract summary(data: D): string;
  /** The widget's name for itself, from the terms. */
  protected abstract get defaultHeading(): string;
  /** Buttons and menus beside the title. */
  protected tools(): unknown {
    return nothing;
  }
  /** The widget's own footer line; a widget that has one keeps its place from the start. */
  protected footer?(data: D): unknown;
  /** What the as-of line says after the time, null for nothing; without this method: what changes are counted from. */
  protected note?(data: D): unknown;
  /** What would appear here. */
  protected get emptyText(): { title: string; help?: string } {
    return { title: this.terms.frame.empty };
  }
  /** The shape of the answer to come. */
  protected skeleton(): unknown {
    return chart();
  }

  /** Where a figure leads: a link of the page, or the drill request alone. Undefined: no records stand behind it. */
  protected drill(drill: Drill): { href?: string; onClick(event: Event): void } | undefined {
    const { records } = drill.figure;
    if (!records) return undefined;
    const href = safeUrl(this.#source.link.provision?.recordHref?.(records));
    const onClick = (event: Event): void => {
      if (href && isModified(event as MouseEvent)) return;
      const goesOn = this.dispatchEvent(new DrillRequestEvent(drill, records, this.#source.scope));
      if (!goesOn || !href) event.preventDefault();
      if (goesOn && !href) void this.#showRecords(drill, records, event.currentTarget);
    };
    return { href, onClick };
  }

  async #showRecords(drill: Drill, ref: RecordsRef, opener: EventTarget | null): Promise<void> {
    if (!this.#source.client) return;
    try {
      const { openRecords } = await import('./records-drawer.ts');
      if (this._dialog !== nothing) return;
      openRecords({
        host: this,
        source: this.#source,
        drill,
        ref,
        opener,
        words: () => ({ terms: this.terms, format: this.format, heading: this.#heading }),
        show: (dialog) => (this._dialog = dialog),
      });
    } catch (thrown) {
      this.dispatchEvent(new HelpDeskErrorEvent('records', toProblem(thrown)));
    }
  }

  protected override render(): unknown {
    const { ready } = this.#locale;
    let view: View<D> = ready ? this.#source.view : { state: 'waiting' };
    let skeleton: unknown = nothing;
    let drawn: { content?: unknown; footer?: unknown; summary?: string; asOf?: unknown } = {};
    let level = '3';
    try {
      skeleton = this.skeleton();
      level = oneOf('heading-level', String(this.headingLevel), LEVELS);
      if (view.data !== undefined) drawn = this.#draw(view, view.data);
    } catch (thrown) {
      view = outcome(faultOf(thrown));
    }
    this.#view = view;
    return html`${frame({
      ...drawn,
      state: view.state,
      heading: ready ? this.#heading : '',
      level: Number(level),
      tools: ready ? this.tools() : nothing,
      skeleton,
      screen: this.#screen(view),
      lined: !!this.footer,
      fixed: (this.constructor as typeof WidgetElement).fixed,
      said: this._said,
    })}${this._dialog}`;
  }

  #screen(view: View<D>): unknown {
    if (this.#trouble === 'lost') return html`<strong>${this.terms.frame.failed}</strong>`;
    return trouble()?.screenView(view, this.emptyText, this.terms, { retry: this.#retry, signIn: this.#signIn }) ?? nothing;
  }

  #draw(view: View<D>, data: D): { content: unknown; footer: unknown; summary: string; asOf: unknown } {
    const { terms, format, scope, catalog } = this;
    const { sources } = (this.constructor as typeof WidgetElement).dataset;
    const ready = view.state === 'ready';
    const note = this.note?.(data);
    return {
      content: ready ? this.renderData(data) : nothing,
      summary: ready ? this.summary(data) : '',
      footer: html`${ready ? html`${this.footer?.(data)}${trouble()?.reasonsLine(data as Doubtful, note !== null, terms)}` : nothing}${trouble()?.leftOutLine({ catalog, sources, terms, format, show: this.#showLeftOut })}`,
      asOf: asOfLine({ view, note, scope, terms, format, stale: this.#stale }),
    };
  }

  /** The answer, drawn. An error thrown here is told in the frame. */
  protected abstract renderData(data: D): unknown;
}

/** Whether the answer says of itself that it is not exact, or not complete. */
function isDoubtful(data: unknown): boolean {
  const { figures = {}, notes } = (data ?? {}) as Doubtful;
  return !!notes?.length || Object.values(figures).some(({ base, partial }) => base === null || partial);
}

function sameProblem(a: Problem, b: Problem | undefined): boolean {
  return a === b || (a.kind === b?.kind && a.title === b.title && a.detail === b.detail && a.kind.startsWith('bad-'));
}

function isModified({ ctrlKey, metaKey, shiftKey, altKey, button }: MouseEvent): boolean {
  return ctrlKey || metaKey || shiftKey || altKey || button > 0;
}
