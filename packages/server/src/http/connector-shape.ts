// A connector as the API shows it: never its secrets.
import { z } from 'zod';
import {
  CONNECTOR_KINDS,
  type ConnectorKind,
  HubSpotSecrets,
  SalesforceSecrets,
  Settings,
} from '../connectors/connector-settings.ts';
import { Refusal } from '../refusal.ts';
import { allConnectors, CONNECTOR_STATES, cursorsOf } from '../store/connector-rows.ts';
import { countFresh } from '../store/crm-record-rows.ts';
import { writesBehind } from '../store/crm-write-rows.ts';
import type { Reading } from '../store/store.ts';

export const ConnectorShape = z.object({
  id: z.string(),
  kind: z.enum(CONNECTOR_KINDS),
  label: z.string(),
  state: z.enum(CONNECTOR_STATES),
  settings: Settings,
  madeAt: z.number(),
  endedAt: z.number().nullable(),
  waiting: z.number().describe('leads that wait to be written'),
  oldestWaiting: z.number().nullable().describe('since when the first of them waits'),
  unmatched: z.number().describe('leads that the CRM knows nobody of'),
  dead: z.number().describe('leads that were given up'),
  unread: z.number().describe('records that were read and are not in the journal yet'),
  readUpTo: z.array(z.object({ object: z.string(), changedAt: z.number() })).describe('how far each object was read'),
  readAt: z.number().nullable(),
  wroteAt: z.number().nullable(),
  problem: z.string().nullable().describe('what the last round failed at: the rate limit, the sign-in, an outage'),
  problemAt: z.number().nullable(),
  nextAt: z.number().nullable().describe('when the next round begins'),
});

/** All connectors, with what is behind. */
export async function shownConnectors(read: Reading): Promise<z.infer<typeof ConnectorShape>[]> {
  const behind = await writesBehind(read);
  const shown: z.infer<typeof ConnectorShape>[] = [];
  for (const row of await allConnectors(read)) {
    const of = (state: string) => behind.find((each) => each.connector === row.id && each.state === state);
    shown.push({
      id: row.id,
      kind: row.kind as ConnectorKind,
      label: row.label,
      state: row.state as (typeof CONNECTOR_STATES)[number],
      settings: Settings.parse(JSON.parse(row.settings)),
      madeAt: row.made_at,
      endedAt: row.ended_at,
      waiting: of('waiting')?.count ?? 0,
      oldestWaiting: of('waiting')?.oldest ?? null,
      unmatched: of('unmatched')?.count ?? 0,
      dead: of('dead')?.count ?? 0,
      unread: await countFresh(read, row.id),
      readUpTo: (await cursorsOf(read, row.id)).map(({ object, modified_at }) => ({ object, changedAt: modified_at })),
      readAt: row.read_at,
      wroteAt: row.wrote_at,
      problem: row.problem,
      problemAt: row.problem_at,
      nextAt: row.state === 'on' ? row.due_at : null,
    });
  }
  return shown;
}

/** Secrets of a kind as they are kept. What was given is named in no problem. */
export function secretsOf(kind: ConnectorKind, given: unknown): string {
  const schema = kind === 'hubspot' ? HubSpotSecrets : SalesforceSecrets;
  const parsed = schema.safeParse(given);
  if (parsed.success) return JSON.stringify(parsed.data);
  throw new Refusal(400, 'http-invalid', 'these are not the secrets that this CRM needs', {
    hint:
      kind === 'hubspot'
        ? 'token; or clientId, clientSecret and refreshToken'
        : 'clientId and clientSecret, and refreshToken where the app acts for a person',
  });
}
