import { drawer } from './en/drawer.ts';
import * as trouble from './en/trouble.ts';
import * as widgets from './en/widgets.ts';
import type { Terms } from './terms.ts';

/** All of English. A page loads only the parts that it shows. */
const en: Terms = { ...widgets, ...trouble, drawer };

export default en;
