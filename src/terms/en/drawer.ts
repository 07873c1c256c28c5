import type { Terms } from '../terms.ts';

export const drawer: Terms['drawer'] = {
  count: (plural) => (plural === 'one' ? '{0} record' : '{0} records'),
  shown: '{0} of {1} shown',
  newest: 'newest first',
  more: 'Show more',
  empty: 'No records',
  emptyHelp: 'Nothing stands behind this figure now.',
  yes: 'Yes',
  no: 'No',
  close: 'Close',
};
