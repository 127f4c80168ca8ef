// Leads for the pages: directors of software companies who look around and ask for a demo, sent as a tracker sends them.
import type { RunningService } from '../server/running-service.ts';

/** Sends with a write key. */
export function tracker(running: RunningService, key: string) {
  const authorization = `Basic ${Buffer.from(`${key}:`).toString('base64')}`;
  const post = (path: string, body: object) => running.call('POST', path, body, { authorization });
  let sent = 0;
  const at = (userId: string) => {
    sent += 1;
    return { messageId: `sent-${sent}`, userId };
  };
  return {
    /** Somebody becomes known, by the name of the person where no other is given. */
    async isKnown(person: string, company: string, name = person): Promise<void> {
      const traits = {
        email: `${person.toLowerCase()}@${company.toLowerCase().replaceAll(/[^a-z]/g, '')}.example`,
        name,
        seniority: 'director',
        company: { name: company, employees: 500, industry: 'Software', country: 'US' },
      };
      await post('/v1/identify', { ...at(person.toLowerCase()), traits });
    },
    async sees(person: string, path: string): Promise<void> {
      await post('/v1/page', { ...at(person.toLowerCase()), properties: { path } });
      running.tick(2 * 3_600_000);
    },
    async does(person: string, event: string): Promise<void> {
      await post('/v1/track', { ...at(person.toLowerCase()), event });
    },
    post,
  };
}
