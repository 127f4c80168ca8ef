// What people fill in and sign up for: downloads, webinars, the savings calculator, demo requests. Causes of a purchase are among these; others are done in trials.
import { DAY, HOUR, MINUTE } from '../../base/duration.ts';
import type { Random } from '../../base/random.ts';
import type { Instant } from '../../journal/entry.ts';
import type { Company } from '../company/company.ts';
import { BEHAVIOUR_RATES, type Causes } from '../truth/model.ts';
import { type Draft, type Trail, whoAt } from './draft.ts';
import { type Act, addTrial } from './trial.ts';

/** What an account did of that which counts, and of what only accompanies it. */
export interface Done extends Causes {
  readonly trialAt: Instant | undefined;
  readonly demoRequested: boolean;
}

const ASSETS = ['guide-reporting', 'guide-budget', 'checklist-month-end', 'study-close-days'];
const WEBINARS = ['forecasting', 'month-end', 'board-reports'];
/** What is downloaded is for many what they came for. */
const AT_ONCE = 0.9;
const DOWNLOADS = { none: 0.5, curious: 0.8, evaluating: 0.8, buying: 0.8 };

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
    const at = company.time.browsing(random, from + random.uniform() * Math.max(0, decidesAt - from - DAY), account);
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
    const wished = company.time.browsing(random, at - random.exponential(3) * DAY, account);
    const registered = Math.max(trail.person.firstSeenAt + MINUTE, Math.min(at - MINUTE, wished));
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
    const early = random.chance(0.5) ? random.exponential(4) * HOUR : random.exponential(8) * DAY;
    const at = company.time.browsing(random, Math.max(from, decidesAt - early), account);
    act(trail, Math.min(at, Math.max(from, decidesAt - 20 * MINUTE)), 'Demo Requested', 50, {});
  }
  const usage = addTrial(acts, random, company, account, random.pick(actors), before, happens);
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

function addDownloads(acts: Act[], random: Random, company: Company, trail: Trail, { account }: Draft): void {
  const { person } = trail;
  const count = random.poisson(DOWNLOADS[account.intent.level] * Math.min(6, person.activity));
  for (let i = 0; i < count; i++) {
    const isAtOnce = i === 0 && random.chance(AT_ONCE);
    const later = person.firstSeenAt + random.exponential(i === 0 ? 8 : 45) * DAY;
    const at = isAtOnce
      ? person.firstSeenAt + random.exponential(3) * MINUTE
      : company.time.browsing(random, later, account);
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
  if (random.chance(0.01))
    acts.push({
      trail,
      at: company.time.browsing(random, person.knownAt + random.exponential(60) * DAY, account),
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
