/* What a history of statuses tells, as one file that is loaded for records with one. */
export { makeVisits, ticketCodes } from './make-visits.ts';
export { firstCloseIn, pastWords, reopensIn, rewind } from './past-tickets.ts';
