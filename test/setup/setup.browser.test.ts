import { expect, fixture, html } from '@open-wc/testing';
import { LitElement, css } from 'lit';
import { property } from 'lit/decorators.js';
import { http, HttpResponse } from 'msw';
import { it } from 'vitest';
import { worker } from './worker.ts';

class SetupProbe extends LitElement {
  static override styles = css`:host { display: block }`;
  @property({ type: Number }) count = 1;
  protected override render() {
    return html`<button>${this.count}</button>`;
  }
}
customElements.define('setup-probe', SetupProbe);

it('reactive properties stay accessors on the prototype', async () => {
  const probe = await fixture<SetupProbe>(html`<setup-probe count="3"></setup-probe>`);
  expect(Object.hasOwn(probe, 'count')).to.equal(false);
  probe.count = 4;
  await probe.updateComplete;
  expect(probe.shadowRoot?.textContent).to.equal('4');
});

it('shadow DOM assertions and axe work', async () => {
  const probe = await fixture<SetupProbe>(html`<setup-probe></setup-probe>`);
  expect(probe).shadowDom.to.equal('<button>1</button>');
  await expect(probe).to.be.accessible();
});

it('requests are answered by the mock worker', async () => {
  worker.use(http.get('/answer.json', () => HttpResponse.json({ open: 3 })));
  expect(await (await fetch('/answer.json')).json()).to.deep.equal({ open: 3 });
});
