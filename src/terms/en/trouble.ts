import type { Terms } from '../terms.ts';

export const trouble: Terms['trouble'] = {
  old: '{0} old, as of {1}',
  retry: 'Retry',
  tryAgain: 'Try again',
  signIn: 'Sign in',
  network: 'The source could not be reached',
  timeout: 'The source did not answer in time',
  busy: 'The source is too busy to answer',
  badQuery: 'This is not set up right',
  badData: 'The source sent something that cannot be shown',
  signedOut: 'You are signed out',
  signedOutHelp: 'Sign in again to see this.',
  denied: 'You have no permission to see this',
  deniedHelp: 'Ask the person who manages this page.',
  unsupported: 'Not available from this source',
  unsupportedHelp: 'This page’s data do not hold it.',
  missing: 'No data source',
  missingHelp: 'This page is not connected to a help desk yet.',
  leftOut: (plural) => (plural === 'one' ? '{0} of {1} rows was left out.' : '{0} of {1} rows left out.'),
  doubted: 'Some values could not be read.',
  showThem: 'Show them',
  updated: '{0} is up to date',
  notUpdated: '{0} could not be updated',
  reasons: {
    'no-history': 'The source keeps no history of statuses, so reopened tickets may be counted wrongly.',
    'no-field-history': 'Some fields are counted as they are now, not as they were then.',
    'closed-without-date': 'Some tickets are closed without a closing time; they count neither as open nor as closed.',
  },
};

export const leftOut: Terms['leftOut'] = {
  title: 'What could not be read',
  intro: 'Everything else is counted as usual.',
  source: 'Source',
  column: 'Column',
  reason: 'Reason',
  rows: 'Rows',
  example: 'Example',
  first: 'rows {0}',
  kept: 'row kept, value empty',
  close: 'Close',
};
