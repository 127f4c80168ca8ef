// Where people come from: sources with their share of demand, how good they are, and what they cost a month. Data.
import type { Random } from '../../base/random.ts';
import type { Campaign, Instant } from '../../journal/entry.ts';

export interface Source {
  readonly key: string;
  /** As the CRM says it. */
  readonly label: string;
  readonly channel: string;
  readonly source: string;
  readonly medium: string;
  /** Campaigns are named anew each quarter where they have a name. */
  readonly campaign?: string;
  readonly referrer?: string;
  /** Weight in the draw of accounts. */
  readonly share: number;
  /** How many times as often as elsewhere its people look for something to buy. */
  readonly quality: number;
  /** How many times as often as elsewhere they use free mail. */
  readonly freeMail: number;
  /** Euros a month. */
  readonly monthlySpend: number;
}

export const SOURCES: readonly Source[] = [
  {
    key: 'organic',
    label: 'Organic Search',
    channel: 'search',
    source: 'google',
    medium: 'organic',
    referrer: 'https://www.google.com/',
    share: 26,
    quality: 1.2,
    freeMail: 1.1,
    monthlySpend: 6500,
  },
  {
    key: 'brand',
    label: 'Paid Search',
    channel: 'search',
    source: 'google',
    medium: 'cpc',
    campaign: 'brand',
    referrer: 'https://www.google.com/',
    share: 9,
    quality: 2.4,
    freeMail: 0.6,
    monthlySpend: 4200,
  },
  {
    key: 'generic',
    label: 'Paid Search',
    channel: 'search',
    source: 'google',
    medium: 'cpc',
    campaign: 'reporting-software',
    referrer: 'https://www.google.com/',
    share: 14,
    quality: 0.9,
    freeMail: 1.1,
    monthlySpend: 15800,
  },
  {
    key: 'linkedin',
    label: 'Paid Social',
    channel: 'social',
    source: 'linkedin',
    medium: 'paid',
    campaign: 'finance-leaders',
    referrer: 'https://www.linkedin.com/',
    share: 13,
    quality: 0.7,
    freeMail: 0.4,
    monthlySpend: 12400,
  },
  {
    key: 'direct',
    label: 'Direct',
    channel: 'direct',
    source: 'direct',
    medium: 'none',
    share: 13,
    quality: 1.4,
    freeMail: 0.9,
    monthlySpend: 0,
  },
  {
    key: 'newsletter',
    label: 'Email',
    channel: 'email',
    source: 'newsletter',
    medium: 'email',
    campaign: 'monthly',
    share: 8,
    quality: 0.7,
    freeMail: 1.3,
    monthlySpend: 900,
  },
  {
    key: 'partner',
    label: 'Referral',
    channel: 'partner',
    source: 'partner',
    medium: 'referral',
    referrer: 'https://partner.example/',
    share: 6,
    quality: 2.1,
    freeMail: 0.3,
    monthlySpend: 3000,
  },
  {
    key: 'fair',
    label: 'Trade Show',
    channel: 'events',
    source: 'events',
    medium: 'offline',
    campaign: 'fair',
    share: 6,
    quality: 0.9,
    freeMail: 0.2,
    monthlySpend: 9000,
  },
  {
    key: 'giveaway',
    label: 'Paid Social',
    channel: 'social',
    source: 'facebook',
    medium: 'paid',
    campaign: 'giveaway-tablet',
    referrer: 'https://www.facebook.com/',
    share: 5,
    quality: 0.1,
    freeMail: 1.8,
    monthlySpend: 3500,
  },
];

const SUM = SOURCES.reduce((sum, each) => sum + each.share, 0);

/** One of the sources, by their shares. */
export function drawSource(random: Random): Source {
  let left = random.uniform() * SUM;
  for (const source of SOURCES) {
    left -= source.share;
    if (left < 0) return source;
  }
  return SOURCES[0] as Source;
}

/** `2025-q1`: the part of campaigns' names that changes. */
export function quarterOf(at: Instant): string {
  const date = new Date(at);
  return `${date.getUTCFullYear()}-q${Math.floor(date.getUTCMonth() / 3) + 1}`;
}

/** The campaign a visit of a source carries at an instant. */
export function campaignOf(source: Source, at: Instant): Campaign {
  return {
    source: source.source,
    medium: source.medium,
    ...(source.campaign !== undefined && { name: `${source.campaign}-${quarterOf(at)}` }),
  };
}
