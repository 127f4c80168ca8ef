// Visits of the site: which pages people of an intent look at, how long, and with which campaign they came. Pages accompany intent; none of them causes anything.
import { DAY } from '../../base/duration.ts';
import type { Random } from '../../base/random.ts';
import type { Instant } from '../../journal/entry.ts';
import type { Company } from '../company/company.ts';
import { campaignOf } from '../company/sources.ts';
import type { Intent } from '../truth/model.ts';
import { type Draft, type Trail, whoAt } from './draft.ts';

type Weights = Readonly<Record<string, number>>;

/** What is looked at, by intent; readers have tastes of their own. */
const PAGES: Readonly<Record<Intent | 'reader', Weights>> = {
  none: {
    '/': 30,
    '/blog': 38,
    '/product': 12,
    '/pricing': 5,
    '/customers': 4,
    '/compare': 3,
    '/docs': 5,
    '/careers': 3,
  },
  curious: { '/': 22, '/blog': 28, '/product': 20, '/pricing': 10, '/customers': 8, '/compare': 6, '/docs': 6 },
  evaluating: { '/': 12, '/blog': 10, '/product': 22, '/pricing': 19, '/customers': 13, '/compare': 13, '/docs': 11 },
  buying: { '/': 9, '/blog': 5, '/product': 20, '/pricing': 25, '/customers': 14, '/compare': 14, '/docs': 13 },
  reader: {
    '/': 10,
    '/blog': 45,
    '/product': 6,
    '/pricing': 4,
    '/customers': 10,
    '/compare': 4,
    '/docs': 12,
    '/careers': 9,
  },
};
/** Pages below a topic. */
const BELOW: Readonly<Record<string, readonly string[]>> = {
  '/blog': [
    '/blog/month-end',
    '/blog/forecasting',
    '/blog/spreadsheets',
    '/blog/kpi',
    '/blog/data-quality',
    '/blog/budget',
  ],
  '/product': ['/product', '/product/reports', '/product/planning', '/product/security'],
  '/customers': ['/customers/north', '/customers/harbour', '/customers/mill'],
  '/compare': ['/compare/spreadsheets', '/compare/others'],
  '/docs': ['/docs/start', '/docs/sources', '/docs/api'],
};
const VISITS: Readonly<Record<Intent, number>> = { none: 0.9, curious: 2, evaluating: 3.6, buying: 4.4 };
const PAGES_MORE: Readonly<Record<Intent, number>> = { none: 1, curious: 1.5, evaluating: 2.2, buying: 2.6 };

/** All visits of a person. */
export function addVisits(draft: Draft, random: Random, company: Company, trail: Trail): void {
  const { person } = trail;
  const { intent } = draft.account;
  addVisit(draft, random, company, trail, person.firstSeenAt, true);
  const count = random.poisson(VISITS[intent.level] * person.activity);
  for (let i = 0; i < count; i++) {
    const at = visitAt(random, person.firstSeenAt, draft);
    addVisit(draft, random, company, trail, company.time.browsing(random, at, draft.account), false);
  }
}

/** Colleagues who look at the site and never say who they are. */
export function addStrangers(draft: Draft, random: Random, company: Company): void {
  const { account } = draft;
  const count = random.poisson(account.id === undefined ? 0.15 : 0.4);
  for (let i = 0; i < count; i++) {
    const anonymousId = `d-${account.index.toString(36)}-x${i}`;
    let at = company.time.browsing(random, account.born + random.exponential(20) * DAY, account);
    for (let pages = 1 + random.poisson(0.8); pages > 0; pages--) {
      const path = drawPage(random, PAGES[account.intent.level]);
      draft.add('web', { kind: 'page', anonymousId, path, url: `https://${company.domain}${path}` }, at);
      at += Math.floor((8 + random.exponential(60)) * 1000);
    }
  }
}

/** Most visits fall into the time of growing intent, the more the nearer the decision; without intent they thin out. */
function visitAt(random: Random, firstSeenAt: Instant, { account: { intent } }: Draft): Instant {
  const { level, onset, decidesAt } = intent;
  if (level === 'none' || random.chance(0.2)) return firstSeenAt + random.exponential(55) * DAY;
  const from = Math.max(firstSeenAt, onset);
  return from + (decidesAt - from) * Math.sqrt(random.uniform());
}

function addVisit(draft: Draft, random: Random, company: Company, trail: Trail, at: Instant, isFirst: boolean): void {
  const { account } = draft;
  const { level } = account.intent;
  const weights = trail.person.isReader ? PAGES.reader : PAGES[level];
  const pages = 1 + random.poisson(PAGES_MORE[level]);
  const { source } = account;
  const campaign = isFirst || random.chance(0.25) ? campaignOf(source, at) : undefined;
  let when = at;
  let pending: { path: string; at: Instant; id: string; who: object } | undefined;
  for (let i = 0; i < pages; i++) {
    const path = isFirst && i === 0 ? '/' : drawPage(random, weights);
    const who = whoAt(trail, when);
    const entry = draft.add(
      'web',
      {
        kind: 'page',
        ...who,
        path,
        url: `https://${company.domain}${path}`,
        ...(i === 0 &&
          campaign !== undefined && { campaign, ...(source.referrer !== undefined && { referrer: source.referrer }) }),
      },
      when,
    );
    if (entry === undefined) return;
    if (pending !== undefined) addDwell(draft, pending, when);
    pending = { path, at: when, id: entry.id, who };
    if (path === '/pricing') trail.points.push({ at: when, points: 15 });
    else if (path.startsWith('/customers') || path.startsWith('/compare')) trail.points.push({ at: when, points: 5 });
    when = Math.floor(when + (6 + random.exponential(path === '/' ? 25 : 70)) * 1000);
  }
}

/** Time on a page, told when the next begins (C8a); the last page of a visit has none. */
function addDwell(draft: Draft, page: { path: string; at: Instant; id: string; who: object }, next: Instant): void {
  const stayed = Math.min(next - page.at, 600_000);
  draft.add(
    'web',
    {
      kind: 'dwell',
      ...page.who,
      id: `${page.id}:dwell`,
      path: page.path,
      seconds: Math.round(stayed / 1000),
      rule: 'C8a',
      confidence: 'recorded',
    },
    page.at + stayed,
  );
}

function drawPage(random: Random, weights: Weights): string {
  let left = random.uniform() * 100;
  for (const path in weights) {
    left -= weights[path] as number;
    if (left < 0) {
      const below = BELOW[path];
      return below === undefined ? path : random.pick(below);
    }
  }
  return '/';
}
