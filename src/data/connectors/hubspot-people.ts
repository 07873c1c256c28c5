import { type ApiObject, byId, idOf, objectOf, objectsOf, ownOf, text } from './api.ts';
import { eachOf } from './desk.ts';
import { associated, type HubSpot } from './hubspot-desk.ts';
import { wordIn } from './words.ts';

/** Ids of owners by their user ids: conversations and users know the latter. */
export function ownersByUser(owners: unknown): Map<string, string> {
  return new Map(objectsOf(owners).map((owner) => [text(owner.userId ?? owner.userIdIncludingInactive) ?? '', text(owner.id) ?? '']));
}

const AVAILABILITY = { available: 'available', away: 'away', offline: 'offline' };

/** Adds owners as reps, with the availability of their users, and the teams that they are in. */
export function addReps({ desk, data, options }: HubSpot): void {
  const users = new Map([...byId(data.users).values()].map((user) => [text(objectOf(user.properties).hs_internal_user_id) ?? '', objectOf(user.properties)]));
  const teams = new Map<string, ApiObject>();
  eachOf(desk, data.owners, ['reps'], (owner, row) => {
    const id = text(owner.id) ?? null;
    const ownTeams = objectsOf(owner.teams);
    for (const team of ownTeams) teams.set(text(team.id) ?? '', team);
    const user = users.get(text(owner.userId ?? owner.userIdIncludingInactive) ?? '');
    const label = text(user?.hs_availability_status);
    const availability = owner.archived === true ? 'offline' : wordIn(AVAILABILITY, label?.toLowerCase(), desk, 'reps', 'availability', row);
    desk.add('reps', {
      id,
      name: nameOf(owner.firstName, owner.lastName) ?? text(owner.email),
      teamId: owner.teams === undefined ? undefined : (idOf((ownTeams.find((team) => team.primary === true) ?? ownTeams[0])?.id) ?? null),
      ...(data.users || owner.archived === true ? { availability: availability ?? 'unknown', availabilityLabel: label } : {}),
      capacity: ownOf(options.capacities, id ?? ''),
    });
  });
  for (const [id, team] of teams) desk.add('teams', { id, name: text(team.name) });
}

export function addContacts({ desk, data }: HubSpot): void {
  eachOf(desk, data.contacts, ['contacts'], (contact) => {
    const p = objectOf(contact.properties);
    desk.add('contacts', {
      id: text(contact.id),
      name: nameOf(p.firstname, p.lastname) ?? text(p.email),
      companyId: idOf(p.associatedcompanyid) ?? associated(contact, 'companies'),
    });
  });
}

export function addCompanies({ desk, data }: HubSpot): void {
  eachOf(desk, data.companies, ['companies'], (company) => {
    const { name, domain } = objectOf(company.properties);
    desk.add('companies', { id: text(company.id), name: text(name) ?? text(domain) });
  });
}

function nameOf(first: unknown, last: unknown): string | undefined {
  return [text(first), text(last)].filter(Boolean).join(' ') || undefined;
}
