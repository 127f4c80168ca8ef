// Programmes for tests of mail: everybody who is a director gets two mails, two days apart.
import type { Caller, RunningService } from './running-service.ts';

const HEAD = 'language: 1\ndefinition: enterprise\npurpose: product-news\nconsent: opt-out\n';

/** A programme's folder. `more` is appended to its text. */
export function folder(name = 'directors', more = ''): object {
  return {
    text: `programme: ${name}\n${HEAD}enrol: { segment: 'lead.seniority == "director"' }
assets: { guide: { label: 'The guide & more', url: 'https://example.com/guide?a=1&b=2', signal: guide } }
mails:
  first: { subject: 'For you, {{ lead.firstName }}', offers: guide }
  second: { subject: 'Once more, {{ account.name }}' }
fallbacks: { lead.firstName: there, account.name: your company }
steps: { one: { mail: first }, two: { wait: 2d, mail: second } }
send: { calendar: { open: { mon-sun: '00:00-24:00' } }, atMost: [2 per 1d] }
${more}`,
    templates: {
      first:
        '<p>Hello {{ lead.firstName }},</p><p>read <a href="{{ offer.url }}">{{ offer.label }}</a>.</p><p><a href="{{ unsubscribe }}">No more</a></p>',
      second: '<p>{{ account.name }}</p><p><a href="{{ unsubscribe }}">No more</a></p>',
    },
  };
}

/** Brings it into force. */
export async function bringProgramme(marketing: Caller, texts: object): Promise<{ name: string; version: number }> {
  const draft = await marketing.call('POST', '/api/v1/programmes', texts);
  if (draft.status !== 201) throw new Error(JSON.stringify(draft.body));
  const { name, version } = draft.body;
  const active = await marketing.call('POST', `/api/v1/programmes/${name}/versions/${version}/activate`);
  if (active.status !== 200) throw new Error(JSON.stringify(active.body));
  return { name, version };
}

/** A director comes in. */
export async function directorComes(
  running: RunningService,
  key: string,
  person: string,
  traits: object = {},
): Promise<void> {
  const authorization = `Basic ${Buffer.from(`${key}:`).toString('base64')}`;
  const company = { name: 'Ltd', employees: 500, industry: 'Software', country: 'US' };
  const known = { email: `${person}@${person}.example`, seniority: 'director', firstName: 'Ada', company, ...traits };
  const call = { messageId: `${person}-1`, userId: person, traits: known };
  const { status } = await running.call('POST', '/v1/identify', call, { authorization });
  if (status !== 200) throw new Error(`identify: ${status}`);
}
