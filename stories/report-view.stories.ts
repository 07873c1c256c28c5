import type { Meta } from '@storybook/web-components-vite';
import '../src/components/report-view/define.ts';
import { report } from '../src/data/datasets/report.ts';
import { fixtures } from '../src/testing/fixtures/index.ts';
import { inState, narrow, widgetMeta } from './widget-stories.ts';

const meta: Meta = { title: 'report-view', component: 'report-view', args: { report: 'tickets-created' }, ...widgetMeta({ dataset: report, answer: fixtures.report }) };
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
