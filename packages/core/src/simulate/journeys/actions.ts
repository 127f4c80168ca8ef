// What people fill in and sign up for: downloads, webinars, the savings calculator, demo requests, trials and what is done in them. The causes of a purchase are among these.
import { DAY, HOUR, MINUTE } from '../../base/duration.ts';
import type { Random } from '../../base/random.ts';
import type { Instant } from '../../journal/entry.ts';
import type { Company } from '../company/company.ts';
import { BEHAVIOUR_RATES, type Causes } from '../truth/model.ts';
import { type Draft, type Sender, type Trail, whoAt } from './draft.ts';

/** What an account did of that which counts, and of what only accompanies it. */
export interface Done extends Causes {
  readonly trialAt: Instant | undefined;
  readonly demoRequested: boolean;
}

interface Act {
  readonly trail: Trail;
  readonly at: Instant;
  readonly sender: Sender;
  readonly name: string;
  readonly properties?: object;
  readonly points: number;
  readonly kind?: 'screen';
  readonly isForm: boolean;
}

const ASSETS = ['guide-reporting', 'guide-budget', 'checklist-month-end', 'study-close-days'];
const WEBINARS = ['forecasting', 'month-end', 'board-reports'];
const DOWNLOADS = { none: 0.3, curious: 0.5, evaluating: 0.7, buying: 0.7 };

/** Draws what an account's people do, before it decides, and writes it. Known people become known with their first form. */
export function addActions(draft: Draft, random: Random, company: Company): Done {
  const { account, trails } = draft;
  const { level, onset, decidesAt } = account.intent;
  const acts: Act[] = [];
  const there = trails.filter(({ person }) => person.firstSeenAt < decidesAt - HOUR);
  const actors = there.length > 0 ? there : trails.slice(0, 1);
  /** An instant between somebody's first visit and the decision. */
  const before = (trail: Trail): Instant => {
    const from = Math.max(onset, trail.person.firstSeenAt) + 5 * MINUTE;
    const at = company.time.browsing(
      random,
      from + random.uniform() * Math.max(0, decidesAt - from - DAY),
      account.hoursWest,
    );
    return Math.max(from, Math.min(at, decidesAt - 30 * MINUTE));
  };
  const happens = (rate: keyof typeof BEHAVIOUR_RATES): boolean => random.chance(BEHAVIOUR_RATES[rate][level]);
  const act = (trail: Trail, at: Instant, name: string, points: number, properties: object, isForm = true): void => {
    acts.push({ trail, at, sender: 'web', name, points, properties, isForm });
  };

  const webinarAttended = happens('webinarAttended');
  if (webinarAttended) {
    const trail = random.pick(actors);
    const at = before(trail);
    const webinar = random.pick(WEBINARS);
    const registered = Math.max(trail.person.firstSeenAt + MINUTE, at - random.exponential(3) * DAY);
    act(trail, registered, 'Webinar Registered', 5, { webinar });
    act(trail, Math.max(at, registered + MINUTE), 'Webinar Attended', 15, { webinar, minutes: random.integer(12, 55) });
  }
  const calculatorUsed = happens('calculatorUsed');
  if (calculatorUsed) {
    const trail = random.pick(actors);
    act(trail, before(trail), 'Savings Calculated', 5, { hours: random.integer(2, 80) }, false);
  }
  const demoRequested = happens('demoRequested');
  if (demoRequested) {
    const trail = random.pick(actors);
    const from = Math.max(trail.person.firstSeenAt + 10 * MINUTE, onset);
    const at = Math.max(from, decidesAt - random.exponential(6) * DAY);
    act(trail, Math.min(at, Math.max(from, decidesAt - 20 * MINUTE)), 'Demo Requested', 50, {});
  }
  const usage = addTrial(acts, random, random.pick(actors), before, happens);
  for (const trail of trails) addDownloads(acts, random, company, trail, draft);

  for (const { trail, at, isForm } of acts) if (isForm) trail.knownAt = Math.min(trail.knownAt, Math.floor(at));
  for (const each of acts) write(draft, each);
  return {
    ...usage,
    webinarAttended,
    calculatorUsed,
    demoRequested,
    economicBuyer: actors.some(({ person }) => person.role === 'economic-buyer'),
  };
}

type Usage = Pick<Done, 'trialAt' | 'reportBuilt' | 'sourceConnected' | 'teammateInvited'>;

function addTrial(
  acts: Act[],
  random: Random,
  trail: Trail,
  before: (trail: Trail) => Instant,
  happens: (rate: keyof typeof BEHAVIOUR_RATES) => boolean,
): Usage {
  const isStarted = happens('trialStarted');
  const [reportBuilt, sourceConnected, teammateInvited] = [
    happens('reportBuilt'),
    happens('sourceConnected'),
    happens('teammateInvited'),
  ];
  if (!isStarted) return { trialAt: undefined, reportBuilt: false, sourceConnected: false, teammateInvited: false };
  const trialAt = before(trail);
  const used = (name: string, minutes: number, properties: object = {}, kind?: 'screen'): void => {
    acts.push({
      trail,
      at: trialAt + minutes * MINUTE,
      sender: 'app',
      name,
      points: 0,
      properties,
      isForm: false,
      ...(kind && { kind }),
    });
  };
  acts.push({ trail, at: trialAt, sender: 'web', name: 'Signed Up', points: 10, isForm: true });
  acts.push({
    trail,
    at: trialAt + 20_000,
    sender: 'app',
    name: 'Trial Started',
    points: 15,
    properties: { plan: 'trial' },
    isForm: false,
  });
  used('Dashboard', 1, {}, 'screen');
  if (sourceConnected)
    used('Source Connected', 3 + random.exponential(4), { type: random.pick(['csv', 'warehouse', 'erp']) });
  if (reportBuilt) used('Report Built', 9 + random.exponential(6), { rows: random.integer(5, 400) });
  if (teammateInvited) used('Teammate Invited', 16 + random.exponential(6));
  const logins = random.poisson(1.5 * trail.person.activity * (reportBuilt ? 2 : 0.6));
  for (let i = 0; i < Math.min(40, logins); i++)
    used('Dashboard', 60 * 20 + random.uniform() * 13 * 24 * 60, { reports: random.integer(0, 9) }, 'screen');
  if (reportBuilt && random.chance(0.25)) used('Usage Limit Reached', 60 * (24 + random.uniform() * 200));
  return { trialAt, reportBuilt, sourceConnected, teammateInvited };
}

function addDownloads(acts: Act[], random: Random, company: Company, trail: Trail, { account }: Draft): void {
  const { person } = trail;
  const count = random.poisson(DOWNLOADS[account.intent.level] * Math.min(8, person.activity));
  for (let i = 0; i < count; i++) {
    const at = company.time.browsing(
      random,
      person.firstSeenAt + random.exponential(i === 0 ? 4 : 45) * DAY,
      account.hoursWest,
    );
    acts.push({
      trail,
      at,
      sender: 'web',
      name: 'Content Downloaded',
      points: 10,
      properties: { asset: random.pick(ASSETS) },
      isForm: true,
    });
  }
  if (random.chance(0.02))
    acts.push({
      trail,
      at: person.knownAt + random.exponential(60) * DAY,
      sender: 'web',
      name: 'Support Contacted',
      points: 0,
      isForm: false,
    });
}

function write(draft: Draft, { trail, at, sender, name, properties, points, kind }: Act): void {
  const entry = draft.add(
    sender,
    { kind: kind ?? 'track', ...whoAt(trail, Math.floor(at)), name, ...(properties && { properties }) },
    at,
  );
  if (entry === undefined) return;
  if (points > 0) trail.points.push({ at: entry.occurredAt, points });
  if (name === 'Demo Requested') trail.raises.push(entry.occurredAt);
}
