// Web and product behaviour in Segment's shape: what CRMs do not hold. Ids are the journal's, so that both ways in can be compared.
import type { BehaviourEntry, Entry } from '../../journal/entry.ts';
import type { SimulatedAccount } from '../make-account.ts';

/** What people fill a form in for. */
const FORMS: ReadonlySet<string> = new Set([
  'Content Downloaded',
  'Resource Downloaded',
  'Webinar Registered',
  'Demo Requested',
  'Signed Up',
]);

/** Whether an event is a form's. */
export function isFormEvent({ source, name }: BehaviourEntry): boolean {
  return source === 'web' && name !== undefined && FORMS.has(name);
}

/** Which entries the tracker sends: the site's and the product's. What a CRM holds itself is left to it. */
export type IsTracked = (entry: BehaviourEntry) => boolean;

/** An account's behaviour as lines of NDJSON. `dwell` is left out: it is made anew from the pages (C8a). */
export function segmentLines({ entries, draft }: SimulatedAccount, isTracked: IsTracked): string[] {
  const devices = new Map(draft.people.map(({ id, device }) => [id, device]));
  return entries.flatMap((entry) => {
    const message = messageOf(entry, devices, isTracked);
    return message === undefined ? [] : [JSON.stringify(message)];
  });
}

function messageOf(entry: Entry, devices: ReadonlyMap<string, string>, isTracked: IsTracked): object | undefined {
  const { id: messageId, userId, occurredAt, knownAt } = entry;
  const anonymousId = entry.anonymousId ?? (entry.source === 'web' ? devices.get(userId ?? '') : undefined);
  const who = { ...(userId !== undefined && { userId }), ...(anonymousId !== undefined && { anonymousId }) };
  const times = { timestamp: new Date(occurredAt).toISOString(), receivedAt: new Date(knownAt).toISOString() };
  if (entry.kind === 'identify')
    return entry.source === 'web'
      ? { type: 'identify', messageId, ...who, traits: { email: entry.email }, ...times }
      : undefined;
  if (entry.kind === 'alias') return { type: 'alias', messageId, userId, previousId: entry.previousId, ...times };
  if ((entry.kind !== 'page' && entry.kind !== 'track' && entry.kind !== 'screen') || !isTracked(entry))
    return undefined;
  const { kind: type, name, path, url, referrer, campaign, properties } = entry;
  const page = {
    ...(path !== undefined && { path }),
    ...(url !== undefined && { url }),
    ...(referrer !== undefined && { referrer }),
  };
  return {
    type,
    messageId,
    ...who,
    ...(name !== undefined && (type === 'track' ? { event: name } : { name })),
    properties: { ...page, ...properties },
    ...(campaign !== undefined && { context: { campaign } }),
    ...times,
  };
}
