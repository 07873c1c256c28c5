import { attachContextRoot } from '../internal/context-root.ts';
import { TicketsByChannel } from './tickets-by-channel.ts';

attachContextRoot();
TicketsByChannel.define('tickets-by-channel');

declare global {
  interface HTMLElementTagNameMap {
    'tickets-by-channel': TicketsByChannel;
  }
}
