import { byId, idOf, instant, objectOf, objectsOf, ownOf, text } from './api.ts';
import { eachOf } from './desk.ts';
import { wordIn } from './words.ts';
import type { Zendesk } from './zendesk-desk.ts';

const AVAILABILITY = {
  online: 'available',
  available: 'available',
  'transfers only': 'busy',
  transfers_only: 'busy',
  busy: 'busy',
  away: 'away',
  invisible: 'offline',
  offline: 'offline',
};

/** Adds agents as reps, end users as contacts, groups as teams and organizations as companies. */
export function addPeople({ desk, data, options }: Zendesk): void {
  const states = byId(objectsOf(data.agentAvailabilities).map((state) => objectOf(state.attributes ?? state)), 'agent_id');
  eachOf(desk, data.users, ['reps', 'contacts'], (user, row) => {
    const id = text(user.id) ?? '';
    if (user.role === 'end-user') {
      desk.add('contacts', { id, name: text(user.name), companyId: idOf(user.organization_id) });
      return;
    }
    const state = objectOf(states.get(id)?.agent_status);
    const label = text(state.name);
    desk.add('reps', {
      id,
      name: text(user.name),
      teamId: idOf(user.default_group_id),
      ...(data.agentAvailabilities
        ? {
            availability: wordIn(AVAILABILITY, label?.toLowerCase(), desk, 'reps', 'availability', row) ?? 'unknown',
            availabilityLabel: label ?? null,
            availabilitySince: instant(state.updated_at) ?? null,
          }
        : {}),
      capacity: ownOf(options.capacities, id),
    });
  });
  eachOf(desk, data.groups, ['teams'], (group) => desk.add('teams', { id: text(group.id), name: text(group.name) }));
  eachOf(desk, data.organizations, ['companies'], (company) => desk.add('companies', { id: text(company.id), name: text(company.name) }));
}
