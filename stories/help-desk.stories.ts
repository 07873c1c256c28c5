import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect, waitFor } from 'storybook/test';
import '../src/define.ts';
import type { DataAdapter } from '../src/data/adapter.ts';
import { functionsAdapter } from '../src/data/adapters/functions-adapter.ts';
import { DataError } from '../src/data/problem.ts';

/** Everything from one document, which the mocked network answers. */
const meta: Meta = {
  title: 'help-desk',
  component: 'help-desk',
  argTypes: Object.fromEntries(['adapter', 'filters', 'recordHref', 'pending'].map((name) => [name, { control: { disable: true } }])),
  render(args) {
    const desk = Object.assign(document.createElement('help-desk'), args);
    desk.append(document.createElement('team-summary'), document.createElement('tickets-by-channel'));
    return desk;
  },
};
export default meta;

/** A story whose widgets all end in one state. */
function ending(state: string, story: StoryObj): StoryObj {
  return {
    ...story,
    async play({ canvasElement }) {
      const widgets = [...canvasElement.querySelectorAll('team-summary, tickets-by-channel, report-view')];
      await waitFor(() => expect(widgets.filter((widget) => !widget.matches(`:state(${state})`))).toEqual([]), { timeout: 50_000 });
    },
  };
}

const documentIn = (scenario: string): StoryObj => ({ args: { src: `/scenarios/${scenario}/helpdesk.json` } });

export const Document = ending('ready', documentIn('document'));
export const Loading = ending('loading', documentIn('slow'));
export const WrongJson = ending('error', documentIn('broken'));
export const MissingFile = ending('error', documentIn('gone'));
export const RowsLeftOut = ending('ready', documentIn('left-out'));

/** A backend of the page's own: one function for each dataset, which says what an answer's status means. */
function ownBackend(scenario: string): DataAdapter {
  const ask = async (name: string, signal: AbortSignal): Promise<never> => {
    const response = await fetch(`/scenarios/${scenario}/api/${name}`, { signal });
    if (response.status === 401) throw new DataError({ kind: 'signed-out', title: 'The session has ended.' });
    if (response.status === 403) throw new DataError({ kind: 'denied', title: 'Only support leads may see this.' });
    return (await response.json()) as never;
  };
  return functionsAdapter({
    'team-summary': (_params, _scope, { signal }) => ask('team-summary', signal),
    'tickets-by-channel': (_params, _scope, { signal }) => ask('tickets-by-channel', signal),
  });
}

export const OwnBackend = ending('ready', { args: { adapter: ownBackend('backend') } });
export const SignedOut = ending('signed-out', { args: { adapter: ownBackend('signed-out') } });
export const Denied = ending('denied', { args: { adapter: ownBackend('denied') } });
export const Waiting = ending('waiting', { args: { adapter: null } });

/** The inner provider brings a zone and a language of its own, the outer one the data. */
export const Nested = ending('ready', {
  render: () => html`<help-desk src="/scenarios/document/helpdesk.json" compare="last-week">
    <team-summary metrics="open closed"></team-summary>
    <help-desk lang="pl" timezone="America/New_York"><team-summary metrics="open closed"></team-summary></help-desk>
  </help-desk>`,
});

/** A widget may stand anywhere: it names its provider. */
export const FromAfar = ending('ready', {
  render: () => html`<help-desk id="north" .adapter=${ownBackend('backend')}></help-desk>
    <p>Elsewhere on the page:</p>
    <team-summary desk="north"></team-summary>`,
});

export const Dark = ending('ready', { ...documentIn('document'), globals: { scheme: 'dark' } });
export const RightToLeft = ending('ready', { ...documentIn('document'), globals: { direction: 'rtl' } });
export const Polish = ending('ready', { ...documentIn('document'), globals: { language: 'pl' } });
