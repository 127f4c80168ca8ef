// What is pasted where events come from. Whatever speaks Segment speaks to Baton.
export const WAYS = [
  { value: 'curl', label: 'A terminal: try it' },
  { value: 'browser', label: 'A website: Analytics.js' },
  { value: 'node', label: 'A program: Segment’s SDK for Node' },
] as const;

/** The snippet for one way. */
export function wordsOf(way: (typeof WAYS)[number]['value'], address: string, key: string): string {
  if (way === 'curl')
    return `curl -u ${quoted(`${key}:`)} ${address}/v1/track \\
  -H 'content-type: application/json' \\
  -d '{"userId": "ada", "event": "Demo Requested", "context": {"traits": {"email": "ada@company.example"}}}'`;
  if (way === 'browser')
    return `import { AnalyticsBrowser } from '@segment/analytics-next';

const analytics = AnalyticsBrowser.load({ writeKey: '${key}', cdnURL: '${address}' });
analytics.page();
analytics.identify('ada', { email: 'ada@company.example' });
analytics.track('Demo Requested');`;
  return `import { Analytics } from '@segment/analytics-node';

const analytics = new Analytics({ writeKey: '${key}', host: '${address}' });
analytics.identify({ userId: 'ada', traits: { email: 'ada@company.example' } });
analytics.track({ userId: 'ada', event: 'Demo Requested' });`;
}

const quoted = (word: string): string => (/^[\w:.-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);
