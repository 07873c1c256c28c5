import { TicketsByChannel } from './tickets-by-channel.ts';

TicketsByChannel.define('tickets-by-channel');

declare global {
  interface HTMLElementTagNameMap {
    'tickets-by-channel': TicketsByChannel;
  }
}
