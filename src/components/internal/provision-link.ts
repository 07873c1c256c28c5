import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ScopeInput } from '../../data/resolve-scope.ts';
import { ContextLink } from './context-link.ts';
import { clientContext, scopeContext, type Provision } from './contexts.ts';

type Host = ReactiveControllerHost & Element & { desk?: string };

/** Finds the provider of a widget: the one that `desk` names anywhere on the page, else the nearest around it. */
export class ProvisionLink implements ReactiveController {
  provision?: Provision;
  scope: ScopeInput = {};
  readonly #host: Host;
  readonly #client: ContextLink<Provision>;
  readonly #scope: ContextLink<ScopeInput>;
  #desk?: string;

  constructor(host: Host, onChange: () => void) {
    this.#host = host;
    this.#client = new ContextLink(clientContext, (provision) => {
      this.provision = provision;
      onChange();
    });
    this.#scope = new ContextLink(scopeContext, (scope = {}) => {
      this.scope = scope;
      onChange();
    });
    host.addController(this);
  }

  hostConnected(): void {
    this.#connect();
  }

  hostDisconnected(): void {
    document.removeEventListener('context-provider', this.#resolve, true);
    this.#client.end();
    this.#scope.end();
    this.provision = undefined;
    this.scope = {};
  }

  hostUpdate(): void {
    if (this.#host.isConnected && this.#host.desk !== this.#desk) this.#connect();
  }

  #connect(): void {
    this.#desk = this.#host.desk;
    document.removeEventListener('context-provider', this.#resolve, true);
    if (!this.#desk) {
      this.provision = undefined;
      this.scope = {};
      this.#client.ask(this.#host);
      this.#scope.ask(this.#host);
      return;
    }
    // Providers announce themselves when they come, also later ones and replacements.
    document.addEventListener('context-provider', this.#resolve, true);
    this.#resolve();
  }

  readonly #resolve = (): void => {
    const id = this.#desk ?? '';
    const root = this.#host.getRootNode() as Document | ShadowRoot;
    const provider = root.getElementById(id) ?? document.getElementById(id);
    this.#client.askOnly(provider);
    this.#scope.askOnly(provider);
  };
}
