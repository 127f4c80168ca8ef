// Where a visitor came from, the first time and the last: UTM parameters, else the site that linked here.
import type { Keep } from './keep.ts';

/** Parts of a campaign as Segment and the journal call them. */
type Campaign = { [part: string]: string };

const PARTS = { source: 'source', medium: 'medium', campaign: 'name', term: 'term', content: 'content' };
/** A session ends after half an hour without an event. */
const SESSION = 1_800_000;

interface Touch {
  readonly campaign: Campaign;
  readonly referrer?: string;
}

export type Touches = ReturnType<typeof makeTouches>;

/** Keeps the first and the last touch. */
export function makeTouches(keep: Keep) {
  const read = (which: string): Touch => {
    try {
      return { campaign: {}, ...JSON.parse(keep.get(which) ?? '{}') };
    } catch {
      return { campaign: {} };
    }
  };
  const prolong = (): void => keep.set('seen', String(Date.now()));
  return {
    /** Sees a page; keeps what brought somebody here, if anything did. */
    arrive: (url: URL, referrer: string): void => {
      const campaign: Campaign = {};
      for (const [parameter, part] of Object.entries(PARTS)) {
        const value = url.searchParams.get(`utm_${parameter}`);
        if (value) campaign[part] = value.slice(0, 200);
      }
      const isElsewhere = referrer !== '' && new URL(referrer).host !== url.host;
      if (!isElsewhere && Object.keys(campaign).length === 0) return;
      const touch: Touch = { campaign, ...(isElsewhere && { referrer: withoutQuery(referrer) }) };
      const text = JSON.stringify(touch);
      if (keep.get('first') === undefined) keep.set('first', text);
      keep.set('last', text);
      prolong();
    },
    /** The campaign of the session that goes on; each event prolongs it. */
    campaign: (): Campaign | undefined => {
      if (Date.now() - Number(keep.get('seen') ?? 0) > SESSION) return undefined;
      prolong();
      const { campaign } = read('last');
      return Object.keys(campaign).length > 0 ? campaign : undefined;
    },
    /** Both touches as attributes of a lead: `firstSource`, `firstMedium`, `firstCampaign`, `firstReferrer`, and the same of `last`. */
    attributes: (): { [name: string]: string } => {
      const found: { [name: string]: string } = {};
      for (const which of ['first', 'last']) {
        const { campaign, referrer } = read(which);
        const values = {
          Source: campaign.source,
          Medium: campaign.medium,
          Campaign: campaign.name,
          Referrer: referrer,
        };
        for (const [what, value] of Object.entries(values)) if (value) found[which + what] = value;
      }
      return found;
    },
  };
}

/** An address without what may be a secret: its query and its fragment. */
export function withoutQuery(address: string): string {
  return address.replace(/[?#].*$/s, '');
}
