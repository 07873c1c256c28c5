import { type ApiObject, objectOf, objectsOf, text } from './api.ts';
import type { Desk } from './desk.ts';
import type { SurveyScale } from './hubspot-feedback.ts';
import type { ConnectorOptions } from './options.ts';
import type { ChannelReader } from './words.ts';

export interface HubSpotOptions extends ConnectorOptions {
  /** Scales of surveys, by survey id or type: `{ CSAT: { min: 1, max: 5 } }`. NPS is 0 to 10 and CES 1 to 7 unless told otherwise. */
  surveyScales?: Readonly<Record<string, SurveyScale>>;
}

/** What the conversion of every list needs to know. */
export interface HubSpot {
  desk: Desk;
  data: ApiObject;
  options: HubSpotOptions;
  /** Ids of owners by their user ids. */
  owners: ReadonlyMap<string, string>;
  channel: ChannelReader;
  /** Addresses of channel accounts by id. */
  accounts: ReadonlyMap<string, ApiObject>;
}

/** The first object that another is associated with, by the kind of it. */
export function associated(object: ApiObject, kind: string): string | undefined {
  const list = objectOf(objectOf(object.associations)[kind]).results;
  return text(objectsOf(list)[0]?.id) ?? undefined;
}
