import { ContextProvider } from '@lit/context';
import { css, html, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import type { DataAdapter } from '../../data/adapter.ts';
import type { HttpOptions } from '../../data/adapters/http-options.ts';
import { clientFor } from '../../data/client-for.ts';
import type { DataClient } from '../../data/client.ts';
import { toProblem, type Problem } from '../../data/problem.ts';
import type { ReportStore } from '../../data/reports/report.ts';
import type { ScopeInput } from '../../data/resolve-scope.ts';
import type { Filters } from '../../data/scope.ts';
import { ContextLink } from '../internal/context-link.ts';
import { clientContext, localeContext, scopeContext, type Provision, type RecordHref } from '../internal/contexts.ts';
import { defaultAdapter, onDefaultAdapter } from '../internal/default-adapter.ts';
import { KitElement } from '../internal/kit-element.ts';
import { LocaleController } from '../internal/locale.ts';
import { allSeen } from '../internal/visibility.ts';
import { credentialsOf, faultIn, readDocument, scopeOf } from './desk-settings.ts';

const REFRESH = 60;
/** What decides where answers come from. */
const SOURCE = ['src', 'workerUrl', 'endpoint', 'credentials'] as const;

/** A provider that can say whom it serves. */
class ClientProvider extends ContextProvider<typeof clientContext, HelpDesk> {
  /** Resolves when everybody served is idle. */
  async whenIdle(): Promise<void> {
    const hosts = [...this.subscriptions.values()].map(({ consumerHost }) => consumerHost as { whenIdle?(): Promise<void> });
    await Promise.all(hosts.map((host) => host.whenIdle?.()));
  }
}

/**
 * Gives its subtree, and every widget whose `desk` names it, an adapter, a scope and a language. It shows nothing itself.
 *
 * ```html
 * <help-desk src="helpdesk.json" timezone="Europe/Warsaw" lang="pl">
 *   <team-summary></team-summary>
 * </help-desk>
 * ```
 *
 * @summary Data, scope and language for the widgets inside.
 * @tagname help-desk
 * @status stable
 * @since 0.1
 * @slot - Widgets, and anything around them.
 */
export class HelpDesk extends KitElement {
  static override styles = css`
    :host {
      display: contents;
    }
  `;

  readonly #locale = new LocaleController(this);
  readonly #clientProvider = new ClientProvider(this, { context: clientContext });
  readonly #scopeProvider = new ContextProvider(this, { context: scopeContext });
  readonly #localeProvider = new ContextProvider(this, { context: localeContext });
  #outer?: Provision;
  #outerScope?: ScopeInput;
  readonly #links = [
    new ContextLink<Provision>(clientContext, (provision) => {
      this.#outer = provision;
      this.requestUpdate();
    }),
    new ContextLink<ScopeInput>(scopeContext, (scope) => {
      this.#outerScope = scope;
      this.requestUpdate();
    }),
  ] as const;
  #stop?: () => void;
  /** What `src` or `endpoint` came to; null while it is coming. */
  #source?: DataAdapter | null;
  #sourceProblem?: Problem;
  #reading?: Promise<void>;
  #partition?: string;

  /** Address of a help desk document or of a known export. */
  @property() src?: string;
  /** Address of the kit's worker file, where large documents are read; absent: beside the kit's own files. `none`: no worker. */
  @property({ attribute: 'worker-url' }) workerUrl?: string;
  /** Address of a backend that answers queries. */
  @property() endpoint?: string;
  /** Whether requests to the endpoint carry cookies: `same-origin` unless set, `include`, `omit`. */
  @property() credentials?: string;
  /** IANA name (`Europe/Warsaw`); absent: the source's, else the reader's. */
  @property() timezone?: string;
  /** An instant with its offset: the clock is frozen there. */
  @property() now?: string;
  /** Seconds between polls; 60 unless set, 0 for never. */
  @property({ attribute: 'refresh', type: Number }) refreshSeconds?: number;
  /** What changes are counted from: `yesterday`, `last-week`, `previous-working-day`, `previous-period`, `last-year`, `none`. */
  @property() compare?: string;
  /** How durations are summed up: `avg`, `median`, `p90`. */
  @property() stat?: string;
  /** Whether durations count all hours or business hours: `calendar`, `business`. */
  @property() hours?: string;
  /** Tenant and user: what one partition was shown, no other sees. */
  @property() partition?: string;
  /** Answers for everything inside. Null: not ready yet. */
  @property({ attribute: false }) adapter?: DataAdapter | null;
  /** Headers of every request to the endpoint, or a function that gives them: asked for once, and again after a 401. */
  @property({ attribute: false }) headers?: HttpOptions['headers'];
  /** Filters for everything inside; replaced whole. */
  @property({ attribute: false }) filters?: Filters;
  /** Where the page shows records; makes every figure a real link. */
  @property({ attribute: false }) recordHref?: RecordHref;

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'id'];
  }

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    super.attributeChangedCallback(name, old, value);
    // Widgets that name a provider look again when one announces itself.
    if (name === 'id' && this.isConnected) this.#clientProvider.hostConnected();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    for (const link of this.#links) link.ask(this);
    this.#stop = onDefaultAdapter(() => this.requestUpdate());
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const link of this.#links) link.end();
    this.#outer = this.#outerScope = undefined;
    this.#stop?.();
    this.#clientProvider.setValue(undefined);
    this.#scopeProvider.setValue(undefined);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    const other = this.endpoint !== undefined && this.#isOther(changed);
    // What the former reader may see, the new one may not.
    if (other) this.#source = undefined;
    if (other || SOURCE.some((name) => changed.has(name))) this.#read();
    if (this.isConnected) this.#provide();
  }

  /** Whether the endpoint now answers to somebody else. A function of headers may be a new one at every rendering of the page. */
  #isOther(changed: PropertyValues<this>): boolean {
    return changed.has('partition') || (changed.has('headers') && typeof this.headers !== 'function');
  }

  #read(): void {
    const { src, endpoint } = this;
    this.#sourceProblem = this.#reading = undefined;
    const opened = typeof endpoint === 'string' ? this.#open(endpoint) : typeof src === 'string' ? readDocument(src, this.workerUrl) : undefined;
    // The former source goes on serving until the new one can.
    this.#source = opened && (this.#source ?? null);
    if (!opened) return;
    const settle = (adapter: DataAdapter | null, problem?: Problem): void => {
      if (this.#reading !== reading) return;
      const former = this.#source;
      void this.updateComplete.then(() => former?.close?.());
      this.#source = adapter;
      this.#sourceProblem = problem;
      this.#reading = undefined;
      this.requestUpdate();
    };
    const reading = opened.then(settle, (thrown: unknown) => settle(null, toProblem(thrown)));
    this.#reading = reading;
  }

  async #open(endpoint: string): Promise<DataAdapter> {
    const { backendUrl, httpAdapter } = await import('../../data/adapters/http-adapter.ts');
    const headers = async (): Promise<HeadersInit> => (typeof this.headers === 'function' ? this.headers() : (this.headers ?? {}));
    return httpAdapter({ url: backendUrl(endpoint, document.baseURI), headers, credentials: credentialsOf(this.credentials) });
  }

  #provide(): void {
    const outer = this.#outer;
    const before = this.#clientProvider.value;
    const partition = this.partition ?? outer?.partition;
    const refresh = this.refreshSeconds ?? outer?.refresh;
    let problem = this.#sourceProblem ?? faultIn(this) ?? outer?.problem;
    let scope = this.#outerScope;
    try {
      scope = { ...scope, ...scopeOf(this) };
    } catch (thrown) {
      problem = toProblem(thrown);
    }
    if (partition !== this.#partition) before?.client?.clear();
    this.#partition = partition;
    const client = problem ? null : this.#client(partition, refresh);
    const recordHref = this.recordHref ?? outer?.recordHref;
    const next: Provision = { desk: this, client, problem, partition, refresh, recordHref };
    if (JSON.stringify(scope) !== JSON.stringify(this.#scopeProvider.value)) this.#scopeProvider.setValue(scope);
    this.#localeProvider.setValue(this.#locale.language);
    if (!before || Object.entries(next).some(([key, value]) => before[key as keyof Provision] !== value)) this.#clientProvider.setValue(next);
  }

  #client(partition: string | undefined, refresh: number | undefined): DataClient | null | undefined {
    const own = this.adapter === undefined ? this.#source : this.adapter;
    if (own === undefined && this.#outer?.client !== undefined) {
      const inherited = this.#outer.client;
      return inherited && clientFor(inherited.adapter, { partition, refresh: this.refreshSeconds });
    }
    const adapter = own === undefined ? defaultAdapter() : own;
    return adapter && clientFor(adapter, { partition, refresh: refresh ?? REFRESH });
  }

  /** Asks everything inside again, also what had failed or needs a new sign-in; resolves when all is answered. */
  async refresh(): Promise<void> {
    if (this.#sourceProblem) this.#read();
    this.requestUpdate();
    await this.updateComplete;
    const { value } = this.#clientProvider;
    if (value) this.#clientProvider.setValue({ ...value });
    await value?.client?.refresh();
    await this.whenIdle();
  }

  /** Where reports and dashboards are kept, as the adapter in force says; undefined: nowhere. */
  get reportStore(): ReportStore | undefined {
    return this.#clientProvider.value?.client?.adapter.reports;
  }

  /** Requests under way or waiting to be tried again. */
  get pending(): number {
    return (this.#reading ? 1 : 0) + (this.#clientProvider.value?.client?.pending ?? 0);
  }

  /** Resolves when nothing is pending and every widget inside has drawn what came. Widgets far off screen do not count. */
  async whenIdle(): Promise<void> {
    do {
      await this.updateComplete;
      await this.#reading;
      await this.updateComplete;
      await allSeen();
      await this.#clientProvider.value?.client?.whenIdle();
      await this.#clientProvider.whenIdle();
    } while (this.pending);
  }

  protected override render(): unknown {
    return html`<slot></slot>`;
  }
}
