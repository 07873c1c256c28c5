import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { DataAdapter, Datasets } from '../../data/adapter.ts';
import type { Catalog } from '../../data/catalog/catalog.ts';
import { checkAnswer } from '../../data/client-answer.ts';
import { clientFor } from '../../data/client-for.ts';
import type { DataClient, Observation } from '../../data/client.ts';
import type { Dataset } from '../../data/datasets/dataset.ts';
import { DataError, toProblem, type Problem } from '../../data/problem.ts';
import { resolveScope } from '../../data/resolve-scope.ts';
import type { Scope } from '../../data/scope.ts';
import { defaultAdapter, onDefaultAdapter } from './default-adapter.ts';
import { everyMinute } from './minutes.ts';
import { warnOnce } from './page-state.ts';
import { ProvisionLink } from './provision-link.ts';
import { observeVisibility } from './visibility.ts';

/** What a widget is in; `ready` may be refreshing or stale besides. */
export type WidgetState =
  | 'waiting'
  | 'loading'
  | 'ready'
  | 'empty'
  | 'error'
  | 'signed-out'
  | 'denied'
  | 'unsupported'
  | 'missing';

/** What the frame draws. */
export interface View<D> {
  state: WidgetState;
  /** The last good answer. */
  data?: D;
  /** The newest failure; with data, the data are stale. */
  problem?: Problem;
  /** A request is under way although something is shown already. */
  refreshing?: boolean;
  stale?: boolean;
  /** When the data arrived, milliseconds since the epoch. */
  updatedAt?: number;
}

type Host = ReactiveControllerHost & Element & { desk?: string; adapter?: DataAdapter | null; data?: unknown };
type Name = keyof Datasets;
type Params = Datasets[Name]['params'];

interface Plan {
  dataset(): Dataset;
  /** The request's parameters; throws a `DataError` where an attribute makes no sense. */
  params(): object;
}

/** How long a widget waits for a provider before it says that there is none. */
const GRACE = 2000;
const RETRY_CATALOG = 60_000;
const REFRESH = 60;

/** Joins a widget to the data client that serves it, and knows what is to be shown. */
export class DataController<D> implements ReactiveController {
  view: View<D> = { state: 'waiting' };
  /** Known once a client and its catalogue are. */
  scope?: Scope;
  catalog?: Catalog;
  readonly link: ProvisionLink;
  readonly #host: Host;
  readonly #plan: Plan;
  #client?: DataClient;
  #owner = '';
  #desk?: object;
  #observation?: Observation<Name>;
  #asked = '';
  #catalog: 'unasked' | 'asked' | 'here' | 'failed' = 'unasked';
  #catalogProblem?: Problem;
  #given?: { readonly given: unknown; readonly data: D };
  #former?: Pick<View<D>, 'data' | 'updatedAt'>;
  #near = false;
  #grace: 'none' | 'running' | 'over' = 'none';
  #timer?: ReturnType<typeof setTimeout>;
  #stops: (() => void)[] = [];
  /** While the data are stale: stops their age from being told anew each minute. */
  #ageing?: () => void;

  constructor(host: Host, plan: Plan) {
    this.#host = host;
    this.#plan = plan;
    // First, so that it knows the provider of an update before this controller looks for it.
    this.link = new ProvisionLink(host, () => this.#reconsider());
    host.addController(this);
  }

  hostConnected(): void {
    this.#stops = [
      observeVisibility(this.#host, (near) => this.#setNear(near)),
      onDefaultAdapter(() => this.#host.requestUpdate()),
    ];
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    for (const stop of this.#stops) stop();
    this.#ageing?.();
    this.#ageing = undefined;
    this.#near = false;
    this.#use(undefined);
    this.#wait('none');
  }

  hostUpdate(): void {
    if (!this.#host.isConnected) return;
    try {
      this.view = this.#look();
    } catch (thrown) {
      this.view = outcome(faultOf(thrown));
    }
  }

  hostUpdated(): void {
    if (!!this.view.stale === !!this.#ageing) return;
    this.#ageing?.();
    this.#ageing = this.view.stale ? everyMinute(() => this.#host.requestUpdate()) : undefined;
  }

  /** What serves the widget; none where it was given its data. */
  get client(): DataClient | undefined {
    return this.#client;
  }

  /** Asks again, the catalogue too where that had failed. */
  async refresh(): Promise<void> {
    this.#reconsider();
    await this.#observation?.refetch();
  }

  #look(): View<D> {
    const { data } = this.#host;
    if (data !== undefined) return this.#own(data);
    const client = this.#choose();
    this.#use(client ?? undefined);
    const fault = this.link.provision?.problem;
    if (fault) return outcome(fault);
    if (!client) return this.#without(client === undefined);
    this.#wait('none');
    const view = this.#ask(client);
    if (view.data !== undefined || !this.#former || !isHolding(view)) return view;
    // Another adapter for the same eyes: what is shown stays until the new one answers.
    return this.#answer({ ...this.#former, problem: view.problem, fetching: !view.problem });
  }

  #own(data: unknown): View<D> {
    this.#use(undefined);
    this.#wait('none');
    this.scope = resolveScope(this.link.scope, undefined);
    return this.#answer({ data: this.#checked(data), fetching: false });
  }

  /** Checked once: a new object each time would be drawn, and told, as a new answer. */
  #checked(given: unknown): D {
    const known = this.#given;
    if (known && known.given === given) return known.data;
    const data = checkAnswer(this.#plan.dataset(), given) as D;
    this.#given = { given, data };
    return data;
  }

  #choose(): DataClient | null | undefined {
    const { provision } = this.link;
    const { adapter } = this.#host;
    if (adapter === undefined && provision?.client !== undefined) return provision.client;
    const own = adapter === undefined ? defaultAdapter() : adapter;
    if (!own) return own;
    const client = clientFor(own, { partition: provision?.partition });
    client.refreshSeconds ||= provision?.refresh ?? REFRESH;
    return client;
  }

  #without(none: boolean): View<D> {
    if (none && this.#grace === 'none') this.#wait('running');
    if (!none) this.#wait('none');
    return { state: this.#grace === 'over' ? 'missing' : 'waiting' };
  }

  #ask(client: DataClient): View<D> {
    if (this.#catalog === 'unasked') {
      if (this.#near) this.#askCatalog(client);
      else if (!this.#catalogProblem) return { state: 'waiting' };
    }
    const asking = this.#catalog === 'asked';
    if (this.#catalogProblem) return { ...outcome(this.#catalogProblem), refreshing: asking };
    if (asking) return { state: 'loading' };
    const scope = (this.scope = resolveScope(this.link.scope, this.catalog));
    if (this.catalog?.permissions?.view === false) return { state: 'denied' };
    const params = this.#plan.params() as Params;
    const asked = JSON.stringify([params, scope]);
    if (asked !== this.#asked) {
      this.#asked = asked;
      this.#observation?.update(params, scope);
    }
    return this.#observation ? this.#read(this.#observation.state) : { state: 'waiting' };
  }

  #read({ status, data, problem, fetching, updatedAt }: Observation<Name>['state']): View<D> {
    if (status === 'unsupported') return { state: 'unsupported', problem };
    if (problem?.kind === 'denied') return outcome(problem);
    if (data !== undefined) {
      this.#former = undefined;
      return this.#answer({ data: data as D, problem, fetching, updatedAt });
    }
    if (problem) return { ...outcome(problem), refreshing: fetching };
    return { state: this.#near ? 'loading' : 'waiting' };
  }

  #answer({ data, problem, fetching, updatedAt }: { data?: D; problem?: Problem; fetching: boolean; updatedAt?: number }): View<D> {
    const empty = this.#plan.dataset().isEmpty(data as never);
    return { state: empty ? 'empty' : 'ready', data, problem, refreshing: fetching, stale: !!problem, updatedAt };
  }

  /** Changes the client; what was shown is kept only for the same provider and partition. */
  #use(client: DataClient | undefined): void {
    if (client === this.#client) return;
    const { provision } = this.link;
    const owner = provision?.partition ?? '';
    const same = !!client && this.#desk === provision?.desk && this.#owner === owner;
    const { data, updatedAt } = this.view;
    this.#former = same && data !== undefined ? { data, updatedAt } : undefined;
    this.#observation?.destroy();
    this.#client?.unmount();
    this.#client = client;
    this.#asked = '';
    this.#catalog = 'unasked';
    this.#catalogProblem = this.catalog = undefined;
    clearTimeout(this.#timer);
    this.#observation = client?.observe(this.#plan.dataset(), (state) => this.#changed(state.status));
    if (!client) return;
    this.#desk = provision?.desk;
    this.#owner = owner;
    client.mount();
    this.#observation?.setActive(this.#near);
  }

  #changed(status: string): void {
    // The client forgot its answers: ask anew.
    if (status === 'waiting') this.#asked = '';
    this.#host.requestUpdate();
  }

  #askCatalog(client: DataClient): void {
    const settle = (catalog?: Catalog, problem?: Problem): void => {
      if (client !== this.#client) return;
      this.#catalog = problem ? 'failed' : 'here';
      this.#catalogProblem = problem;
      this.catalog = catalog;
      if (problem) this.#timer = setTimeout(() => this.#reconsider(), RETRY_CATALOG);
      this.#host.requestUpdate();
    };
    this.#catalog = 'asked';
    client.catalog().then(settle, (thrown: unknown) => settle(undefined, toProblem(thrown)));
  }

  /** The provider changed, or somebody wants another try. */
  #reconsider(): void {
    if (this.#catalog === 'failed') {
      clearTimeout(this.#timer);
      this.#catalog = 'unasked';
    }
    this.#host.requestUpdate();
  }

  #setNear(near: boolean): void {
    this.#near = near;
    this.#observation?.setActive(near);
    this.#host.requestUpdate();
  }

  #wait(grace: 'none' | 'running' | 'over'): void {
    if (grace === this.#grace) return;
    clearTimeout(this.#timer);
    this.#grace = grace;
    if (grace === 'running') {
      this.#timer = setTimeout(() => {
        this.#wait('over');
        warnOnce('no source', NO_SOURCE);
        this.#host.requestUpdate();
      }, GRACE);
    }
  }
}

const NO_SOURCE =
  'helpdesk-widgets: a widget found no data source. Put it inside <help-desk src="…">, name one with desk="id", or call setDefaultAdapter().';

function isHolding({ state }: View<unknown>): boolean {
  return state === 'waiting' || state === 'loading' || state === 'error';
}

/** What to say of an error thrown inside a widget: its own words if it is a `DataError`, else that the widget is at fault. */
export function faultOf(thrown: unknown): Problem {
  if (thrown instanceof DataError) return thrown.problem;
  return { kind: 'bad-data', title: 'This widget failed.', detail: thrown instanceof Error ? thrown.message : String(thrown) };
}

/** The state that a failure without data puts a widget in. */
export function outcome(problem: Problem): View<never> {
  const { kind } = problem;
  return { state: kind === 'signed-out' || kind === 'denied' || kind === 'unsupported' ? kind : 'error', problem };
}
