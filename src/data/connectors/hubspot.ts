import type { Records } from '../records/records.ts';
import { type ApiObject, byId, flag, objectOf, objectsOf, text } from './api.ts';
import { checkLists, checkOptions, emptyDesk } from './desk.ts';
import { addCalls } from './hubspot-calls.ts';
import type { HubSpot, HubSpotOptions } from './hubspot-desk.ts';
import { addFeedback, addTicketRatings } from './hubspot-feedback.ts';
import { addCompanies, addContacts, addReps, ownersByUser } from './hubspot-people.ts';
import { addThreads } from './hubspot-threads.ts';
import { addTickets, type Stages } from './hubspot-tickets.ts';
import { channelReader, type KnownStatus } from './words.ts';

/** HubSpot's objects, as its API returns them, the pages of each list joined. */
export interface HubSpotData {
  /** `/crm/v3/objects/tickets`, with `properties`, and `propertiesWithHistory` of hs_pipeline_stage and hubspot_owner_id for past figures. */
  tickets?: readonly object[];
  /** `/crm/v3/pipelines/tickets`: names of pipelines and stages, and which stages are closed. */
  pipelines?: readonly object[];
  /** `/crm/v3/owners` */
  owners?: readonly object[];
  /** `/crm/v3/objects/users`: availability of the owners. */
  users?: readonly object[];
  contacts?: readonly object[];
  companies?: readonly object[];
  calls?: readonly object[];
  /** `/crm/v3/objects/feedback_submissions` */
  feedback?: readonly object[];
  /** `/conversations/v3/conversations/threads`, asked with `association=TICKET`. */
  threads?: readonly object[];
  /** `/conversations/v3/conversations/threads/{id}/messages` of all threads. */
  messages?: readonly object[];
  /** `/conversations/v3/conversations/channel-accounts` */
  channelAccounts?: readonly object[];
}

const LISTS = ['tickets', 'pipelines', 'owners', 'users', 'contacts', 'companies', 'calls', 'feedback', 'threads', 'messages', 'channelAccounts'];

/** What HubSpot says of channels by number; other numbers are kept, and counted. */
const CHANNELS = {
  '1000': 'chat',
  '1001': 'facebook',
  '1002': 'email',
  '1003': 'form',
  '1007': 'whatsapp',
  CHAT: 'chat',
  EMAIL: 'email',
  FORM: 'form',
  PHONE: 'phone',
};

/**
 * The records of a help desk from HubSpot's objects. Values may be texts, as the API gives them, or typed.
 * What could not be taken as it is is counted in `problems`; data that are no lists throw a `DataError`.
 */
export function fromHubSpot(data: HubSpotData, options: HubSpotOptions = {}): Records {
  checkLists('fromHubSpot', data, LISTS);
  checkOptions('fromHubSpot', options, ['surveyScales']);
  const desk = emptyDesk();
  const hub: HubSpot = {
    desk,
    data,
    options,
    owners: ownersByUser(data.owners),
    channel: channelReader(desk, CHANNELS, options),
    accounts: byId(data.channelAccounts),
  };
  addTickets(hub, stagesOf(data));
  addThreads(hub);
  addCalls(hub);
  if (data.feedback) addFeedback(hub);
  else addTicketRatings(hub);
  addReps(hub);
  addContacts(hub);
  addCompanies(hub);
  return desk.records();
}

/** Stages by id: from the pipelines, and what closed tickets tell of theirs. */
function stagesOf(data: ApiObject): Stages {
  const names = new Map<string, string>();
  const known = new Map<string, KnownStatus>();
  for (const pipeline of objectsOf(data.pipelines)) {
    names.set(text(pipeline.id) ?? '', text(pipeline.label) ?? '');
    for (const stage of objectsOf(pipeline.stages)) {
      const { isClosed, ticketState } = objectOf(stage.metadata);
      const closed = flag(isClosed) ?? (ticketState === undefined ? undefined : ticketState === 'CLOSED');
      known.set(text(stage.id) ?? '', { name: text(stage.label), ...(closed != null && { category: closed ? 'closed' : 'open' }) });
    }
  }
  for (const ticket of objectsOf(data.tickets)) {
    const { hs_pipeline_stage, hs_is_closed, closed_date } = objectOf(ticket.properties);
    const stage = text(hs_pipeline_stage);
    if (!stage || known.get(stage)?.category === 'closed') continue;
    const closed = flag(hs_is_closed) ?? (hs_is_closed === undefined && !!text(closed_date));
    if (closed) known.set(stage, { ...known.get(stage), category: 'closed' });
    else if (!names.size && !known.has(stage)) known.set(stage, {});
  }
  return { pipelines: names, known };
}
