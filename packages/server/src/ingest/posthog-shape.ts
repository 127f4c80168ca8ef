// PostHog's captures in Segment's shape: what its SDKs post to /batch/ and /capture/.
import { isObject } from '@baton/core/journal/field-reader';

/** The calls of a PostHog body, and the key it carries. */
export function callsOfPosthog(body: unknown): {
  readonly calls: readonly unknown[];
  readonly key: string | undefined;
} {
  if (!isObject(body)) return { calls: [], key: undefined };
  const events = Array.isArray(body.batch) ? body.batch : [body];
  const sentAt = textOf(body.sent_at);
  return { calls: events.map((event) => fromPosthog(event, sentAt)), key: textOf(body.api_key) };
}

function fromPosthog(event: unknown, sentAt: string | undefined): unknown {
  if (!isObject(event)) return event;
  const properties = isObject(event.properties) ? event.properties : {};
  const own = Object.fromEntries(Object.entries(properties).filter(([key]) => !key.startsWith('$')));
  const person = textOf(event.distinct_id) ?? textOf(properties.distinct_id);
  const base = {
    messageId: textOf(event.uuid),
    ...(properties.$is_identified === false || properties.$process_person_profile === false
      ? { anonymousId: person }
      : { userId: person }),
    ...(event.timestamp === undefined ? {} : { timestamp: event.timestamp }),
    ...(sentAt === undefined ? {} : { sentAt }),
  };
  const traits = isObject(event.$set) ? event.$set : isObject(properties.$set) ? properties.$set : {};
  switch (event.event) {
    case '$identify':
      return { ...base, type: 'identify', anonymousId: textOf(properties.$anon_distinct_id), traits };
    case '$create_alias':
      return { ...base, type: 'alias', previousId: textOf(properties.alias) };
    case '$groupidentify':
      return {
        ...base,
        type: 'group',
        groupId: textOf(properties.$group_key),
        traits: isObject(properties.$group_set) ? properties.$group_set : {},
      };
    case '$pageview':
      return {
        ...base,
        type: 'page',
        properties: {
          ...own,
          ...named('path', properties.$pathname),
          ...named('url', properties.$current_url),
          ...named('referrer', properties.$referrer),
        },
      };
    default:
      return { ...base, type: 'track', event: event.event, properties: own };
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function named(name: string, value: unknown): Record<string, string> {
  const text = textOf(value);
  return text === undefined ? {} : { [name]: text };
}
