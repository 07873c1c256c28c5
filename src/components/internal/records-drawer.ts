import { nothing, render, type ReactiveController, type ReactiveElement } from 'lit';
import type { RecordsRef } from '../../data/adapter.ts';
import { reportLater } from '../../data/client-call.ts';
import type { DataClient } from '../../data/client.ts';
import { records } from '../../data/datasets/records.ts';
import { DataError, toProblem, type Problem } from '../../data/problem.ts';
import type { ResultSet } from '../../data/query/query.ts';
import type { Scope } from '../../data/scope.ts';
import { loadLabel, type MemberLabel } from '../../terms/catalog/load-label.ts';
import { drawer as english } from '../../terms/en/drawer.ts';
import { addEnglish } from '../../terms/load.ts';
import type { Terms } from '../../terms/terms.ts';
import { outcome, type DataController } from './data-controller.ts';
import { AuthRequestEvent, HelpDeskErrorEvent, type Drill } from './events.ts';
import type { Format } from './format.ts';
import { loadTrouble, trouble } from './load-trouble.ts';
import { columnsOf, newestBy, type RecordRow } from './records-columns.ts';
import { drawerView } from './records-drawer-view.ts';
import { drawerStyles } from './records-drawer.styles.ts';
import { safeUrl } from './safe-url.ts';

/** Records asked for at once. */
const PAGE = 50;

interface Opening {
  host: ReactiveElement;
  source: DataController<unknown>;
  drill: Drill;
  ref: RecordsRef;
  /** What was pressed; gets focus back. */
  opener: EventTarget | null;
  /** The widget's language and title as they are now. */
  words(): { terms: Terms; format: Format; heading: string };
  /** Puts the drawer into the widget, or takes it out. */
  show(dialog: unknown): void;
}

/** Lists exactly the records behind a figure in a modal panel, page by page, until the reader closes it or the widget goes. */
export function openRecords(opening: Opening): void {
  const { client, scope } = opening.source;
  if (!client || !scope || !opening.host.isConnected) return;
  addEnglish({ drawer: english });
  const { styleSheet } = drawerStyles;
  const { adoptedStyleSheets } = opening.host.renderRoot as ShadowRoot;
  if (styleSheet && !adoptedStyleSheets.includes(styleSheet)) adoptedStyleSheets.push(styleSheet);
  void new RecordsDrawer(opening, client, scope).open();
}

class RecordsDrawer implements ReactiveController {
  readonly #opening: Opening;
  readonly #client: DataClient;
  readonly #scope: Scope;
  readonly #place = document.createElement('div');
  readonly #abort = new AbortController();
  readonly #columns: string[] | undefined;
  readonly #newest: string | undefined;
  #answer?: ResultSet;
  #problem?: Problem;
  #fetching = false;
  /** The last page had nothing new. */
  #over = false;
  #language = 'en';
  #label?: MemberLabel;

  constructor(opening: Opening, client: DataClient, scope: Scope) {
    const { ref, source } = opening;
    this.#opening = opening;
    this.#client = client;
    this.#scope = scope;
    this.#place.className = 'drawer-place';
    this.#columns = columnsOf(ref.source, source.catalog);
    this.#newest = newestBy(this.#columns, ref.source, source.catalog);
  }

  async open(): Promise<void> {
    const { host, show } = this.#opening;
    show(this.#place);
    host.addController(this);
    void this.#load();
    await host.updateComplete;
    if (!this.#place.isConnected) return;
    this.#find('dialog')?.showModal();
    this.#find('h2')?.focus();
  }

  hostUpdate(): void {
    // Other data, or another reader: what was asked before is no longer for these eyes.
    if (this.#opening.source.client !== this.#client) this.#close();
  }

  hostUpdated(): void {
    this.#speak();
    this.#draw();
  }

  hostDisconnected(): void {
    this.#close();
  }

  readonly #close = (): void => {
    const { host, opener, show } = this.#opening;
    const { signal } = this.#abort;
    if (signal.aborted) return;
    this.#abort.abort();
    host.removeController(this);
    show(nothing);
    if (opener instanceof HTMLElement) opener.focus({ preventScroll: true });
    const root = host.renderRoot as ShadowRoot;
    // A drawing takes no focus, and a figure may be gone by now.
    if (root.activeElement !== opener) root.querySelector<HTMLElement>('.base')?.focus({ preventScroll: true });
  };

  #speak(): void {
    const { language } = this.#opening.words().format;
    if (language === this.#language) return;
    this.#language = language;
    const take = (label?: MemberLabel): void => {
      if (language !== this.#language) return;
      this.#label = label;
      this.#draw();
    };
    // Where they cannot be fetched, the source's own names stay.
    void loadLabel(language).then(take, () => take());
  }

  async #load(): Promise<void> {
    const { host, ref } = this.#opening;
    const { signal } = this.#abort;
    if (this.#fetching) return;
    this.#fetching = true;
    this.#problem = undefined;
    this.#draw();
    try {
      this.#take(await this.#ask(ref, signal));
    } catch (thrown) {
      if (signal.aborted) return;
      await loadTrouble();
      this.#problem = toProblem(thrown);
      host.dispatchEvent(new HelpDeskErrorEvent('records', this.#problem));
    }
    this.#fetching = false;
    this.#draw();
  }

  async #ask(ref: RecordsRef, signal: AbortSignal): Promise<ResultSet> {
    const { datasets } = this.#client.adapter;
    if (datasets && !datasets.includes(records.name)) throw new DataError({ kind: 'unsupported', title: 'This source lists no records.' });
    const answer = await this.#client.load(
      records,
      {
        ref,
        limit: PAGE,
        offset: this.#count,
        ...(this.#columns && { columns: this.#columns }),
        ...(this.#newest && { order: [[this.#newest, 'desc']] }),
      },
      this.#scope,
      { signal },
    );
    if (!answer.data[0]?.length) await loadTrouble();
    signal.throwIfAborted();
    return answer;
  }

  #take(page: ResultSet): void {
    const before = this.#answer;
    const count = page.data[0]?.length ?? 0;
    this.#over = page.total === undefined ? count < PAGE : count === 0;
    this.#answer = before ? { ...page, columns: before.columns, data: before.data.map((cells, at) => [...cells, ...(page.data[at] ?? [])]) } : page;
  }

  get #count(): number {
    return this.#answer?.data[0]?.length ?? 0;
  }

  #draw(): void {
    if (this.#abort.signal.aborted) return;
    const { host, drill, ref, source, words } = this.#opening;
    const total = this.#answer?.total ?? ref.count ?? this.#count;
    const more = !!this.#answer && !this.#problem && !this.#over && this.#count < Math.max(total, this.#answer.total === undefined ? Infinity : 0);
    const hadFocus = (host.renderRoot as ShadowRoot).activeElement;
    render(
      drawerView({
        ...words(),
        drill,
        source: ref.source,
        scope: this.#scope,
        catalog: source.catalog,
        label: this.#label,
        answer: this.#answer,
        total,
        newestFirst: !!this.#newest,
        fetching: this.#fetching,
        screen: this.#screen(),
        hrefOf: (row) => this.#hrefOf(row),
        onMore: more ? () => void this.#load() : undefined,
        onClose: this.#close,
      }),
      this.#place,
    );
    // The button that was pressed has gone.
    if (hadFocus && !hadFocus.isConnected) this.#find('.list')?.focus({ preventScroll: true });
  }

  #screen(): unknown {
    const { terms } = this.#opening.words();
    const problem = this.#problem;
    const isEmpty = !!this.#answer && !this.#count;
    if (!problem && !isEmpty) return null;
    const { empty, emptyHelp } = terms.drawer;
    const acts = {
      retry: () => void this.#load(),
      signIn: () => problem && void this.#opening.host.dispatchEvent(new AuthRequestEvent(problem)),
    };
    const view = problem ? outcome(problem) : ({ state: 'empty' } as const);
    return trouble()?.screenView(view, { title: empty, help: emptyHelp }, terms, acts) ?? (problem ? terms.frame.failed : empty);
  }

  #hrefOf({ id, url }: RecordRow): string | undefined {
    const { source, ref } = this.#opening;
    try {
      const own = id === undefined ? null : source.link.provision?.recordHref?.({ source: ref.source, id });
      return safeUrl(own) ?? safeUrl(url);
    } catch (error) {
      // The page's own function failed: the list stands without it.
      reportLater(error);
      return safeUrl(url);
    }
  }

  #find<K extends string>(selector: K): (K extends 'dialog' ? HTMLDialogElement : HTMLElement) | null {
    return this.#place.querySelector(selector);
  }
}
