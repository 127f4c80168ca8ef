// Records as HubSpot's API gives them, and reading them by their ids.
import type { CrmCalls } from '../crm-http.ts';

/** A record as the API gives it. */
export interface HubSpotRecord {
  readonly id: string;
  readonly properties: Readonly<Record<string, string | null>>;
  readonly propertiesWithHistory?: Readonly<
    Record<
      string,
      readonly {
        readonly value: string;
        readonly timestamp: string;
        readonly sourceId?: string;
        readonly sourceType?: string;
      }[]
    >
  >;
  readonly archivedAt?: string;
}
/** A page of them. */
export interface Listed {
  readonly results?: readonly HubSpotRecord[];
  readonly paging?: { readonly next?: { readonly after: string } };
}

/** So many are read at once: HubSpot's limit for records with histories. */
const AT_ONCE = 50;

/** Reads records by ids, or by another property that is unique. Those that are not there are absent. */
export async function readRecords(
  calls: CrmCalls,
  object: string,
  ids: readonly string[],
  what: object,
): Promise<HubSpotRecord[]> {
  const found: HubSpotRecord[] = [];
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const inputs = ids.slice(from, from + AT_ONCE).map((id) => ({ id }));
    const { body } = await calls.call('POST', `/crm/v3/objects/${object}/batch/read`, { ...what, inputs });
    found.push(...((body as Listed).results ?? []));
  }
  return found;
}

/** Ids of records that were merged into this one. */
export function mergedOf({ properties }: HubSpotRecord): string[] {
  return (properties.hs_merged_object_ids ?? '').split(';').filter((id) => id !== '');
}

/** Its properties as cells. */
export function cellsOf({ properties }: HubSpotRecord): Record<string, string> {
  return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, value ?? '']));
}
