import { attachContextRoot } from '../internal/context-root.ts';
import { HelpDesk } from './help-desk.ts';

attachContextRoot();
HelpDesk.define('help-desk');

declare global {
  interface HTMLElementTagNameMap {
    'help-desk': HelpDesk;
  }
}
