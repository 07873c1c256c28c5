import { leftOut, trouble } from '../../terms/en/trouble.ts';

/** What a widget shows when not all is well. Loaded when that is first so: pages where all is well never do. */
export { leftOutDialog } from './left-out-dialog.ts';
export { leftOutLine } from './left-out.ts';
export { reasonsLine } from './reasons.ts';
export { screenView } from './screens.ts';
export { staleLine } from './stale-line.ts';

/** The English of all this. */
export const words = { leftOut, trouble };
