/** What makes large tables fast: loaded when one is asked about. Indexes hold for rows of one block at a time, in the order of the table. */
export { bucketKey } from './buckets.ts';
export { byCounting } from './order.ts';
export { passing } from './passing.ts';
export { onlyCounts, tally } from './tally.ts';
