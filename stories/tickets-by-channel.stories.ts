import type { Meta } from '@storybook/web-components-vite';
import '../src/components/tickets-by-channel/define.ts';
import { ticketsByChannel } from '../src/data/datasets/tickets-by-channel.ts';
import { fixtures } from '../src/testing/fixtures/index.ts';
import { inState, narrow, widgetMeta } from './widget-stories.ts';

const meta: Meta = { title: 'tickets-by-channel', component: 'tickets-by-channel', ...widgetMeta({ dataset: ticketsByChannel, answer: fixtures['tickets-by-channel'] }) };
export default meta;

export const Ready = inState('ready');
export const Waiting = inState('waiting');
export const Loading = inState('loading');
export const Refreshing = inState('refreshing');
export const Stale = inState('stale');
export const Empty = inState('empty');
export const Failed = inState('error');
export const SignedOut = inState('signed-out');
export const Denied = inState('denied');
export const Unsupported = inState('unsupported');
export const Missing = inState('missing');

export const Narrow = inState('ready', narrow);
export const Dark = inState('ready', { globals: { scheme: 'dark' } });
export const RightToLeft = inState('ready', { globals: { direction: 'rtl' } });
export const Polish = inState('ready', { globals: { language: 'pl' } });
export const Norwegian = inState('ready', { globals: { language: 'nb' } });

export const Table = inState('ready', { args: { view: 'table' } });
