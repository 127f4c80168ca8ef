// What a company's site does with Segment's browser SDK, unmodified: bundled for a page of the test, told where Baton is and nothing else.
import { AnalyticsBrowser } from '@segment/analytics-next';

declare const BATON: {
  readonly key: string;
  readonly address: string;
  readonly person: string;
  readonly options: object;
};

const { key: writeKey, address: cdnURL, person, options } = BATON;
const analytics = AnalyticsBrowser.load({ writeKey, cdnURL }, options);
void analytics.page('Pricing');
void analytics.identify(person, { email: `${person}@segment.example` });
for (let i = 0; i < 25; i++) void analytics.track('Demo Requested', { i });
void analytics.group('acme', { name: 'Acme' });
