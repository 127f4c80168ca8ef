// A simulated company looked at as the real ones are: the part that is sold to by people, and the part that buys out of a trial by itself.
import { DAY, HOUR } from '../../packages/core/src/base/duration.ts';
import type { Entry } from '../../packages/core/src/journal/entry.ts';
import type { SimulatedAccount } from '../../packages/core/src/simulate/make-account.ts';
import type { SimulationOptions } from '../../packages/core/src/simulate/options.ts';
import { simulate } from '../../packages/core/src/simulate/simulate.ts';
import { shareOf } from '../../packages/core/src/statistics/share.ts';
import { activeDaysWithin, byWeekday, type Contact, lagsWithin } from './measures.ts';
import { ACTIVITY_DAYS, HORIZON_DAYS, type Observed, STEPS, USE_DAYS } from './observed.ts';

interface Active {
  readonly firstDay: number;
  readonly days: readonly number[];
}

/** Both parts, and how many accounts and leads there are in all. */
export interface Simulated {
  readonly sold: Observed;
  readonly alone: Observed;
  readonly accounts: number;
  readonly leads: number;
}

/** Makes a company up and looks at it. */
export function observeSimulated(options: SimulationOptions): Simulated {
  const simulation = simulate(options);
  const { time, settings } = simulation.company;
  const local = (at: number): number => at + time.offsetAt(at);
  const dayOf = (at: number): number => Math.floor(local(at) / DAY);
  const lastDay = dayOf(settings.until - 1);
  const known: Contact[] = [];
  const mqls: Contact[] = [];
  const demos: Contact[] = [];
  const trials: (Contact & Active)[] = [];
  const people: Active[] = [];
  const doings: number[] = [];
  const hours = new Array<number>(24).fill(0);
  let [accounts, leads] = [0, 0];
  for (const account of simulation.accounts) {
    const { entries, truth } = account;
    accounts += 1;
    leads += truth.leads.length;
    const boughtAt = truth.boughtAt !== undefined && truth.boughtAt < settings.until ? truth.boughtAt : undefined;
    const since = (list: Contact[], is: (entry: Entry) => boolean): void => {
      const first = firstOf(entries, is);
      if (first !== undefined) list.push({ firstDay: dayOf(first), boughtDay: boughtAt && dayOf(boughtAt) });
    };
    const done = doingsOf(account);
    for (const times of done.values()) {
      const days = times.map(dayOf);
      const firstDay = Math.min(...days);
      people.push({ firstDay, days });
      if (firstDay + ACTIVITY_DAYS - 1 <= lastDay)
        doings.push(days.filter((day) => day < firstDay + ACTIVITY_DAYS).length);
    }
    if (truth.route === 'self-serve') {
      const signedAt = firstOf(entries, isNamed('Signed Up'));
      if (signedAt === undefined) continue;
      const used = entries.filter(isUse).map(({ occurredAt }) => dayOf(occurredAt));
      trials.push({ firstDay: dayOf(signedAt), boughtDay: boughtAt && dayOf(boughtAt), days: used });
      continue;
    }
    since(known, ({ kind }) => kind === 'identify');
    since(mqls, ({ kind }) => kind === 'handed');
    since(demos, isNamed('Demo Requested'));
    if (boughtAt !== undefined) {
      const hour = Math.floor((local(boughtAt) % DAY) / HOUR);
      hours[hour] = (hours[hour] as number) + 1;
    }
  }
  const lagsOf = (from: string, contacts: readonly Contact[]) => lagsWithin(from, contacts, lastDay, HORIZON_DAYS);
  const [fromKnown, fromMql] = [lagsOf('becoming known', known), lagsOf('MQL', mqls)];
  const [fromDemo, fromTrial] = [lagsOf('asking for a demo', demos), lagsOf('signing up', trials)];
  const used = activeDaysWithin(trials, lastDay, USE_DAYS);
  const inView = trials.filter(({ firstDay }) => firstDay + USE_DAYS - 1 <= lastDay).length;
  return {
    accounts,
    leads,
    sold: {
      name: 'simulated, sold to',
      isSimulated: true,
      funnel: [
        { step: STEPS.sold[0], share: fromKnown.share },
        { step: STEPS.sold[1], share: fromMql.share },
        { step: STEPS.sold[2], share: fromDemo.share },
      ],
      lags: [fromDemo, fromMql, fromKnown],
      week: weekOf(known, people),
      hours,
      activeDays: activeDaysWithin(people, lastDay, ACTIVITY_DAYS),
      doings,
    },
    alone: {
      name: 'simulated, trials',
      isSimulated: true,
      funnel: [
        { step: STEPS.alone[0], share: shareOf(used.length, inView) },
        { step: STEPS.alone[1], share: shareOf(used.filter((days) => days > 1).length, inView) },
        { step: STEPS.alone[2], share: fromTrial.share },
      ],
      lags: [fromTrial],
      week: weekOf(trials, trials),
      activeDays: activeDaysWithin(trials, lastDay, ACTIVITY_DAYS),
    },
  };
}

function weekOf(contacts: readonly Contact[], active: readonly Active[]): Observed['week'] {
  return {
    contacts: byWeekday(contacts.map(({ firstDay }) => firstDay)),
    activity: byWeekday(active.flatMap(({ days }) => [...new Set(days)])),
    purchases: byWeekday(contacts.flatMap(({ boughtDay }) => (boughtDay === undefined ? [] : [boughtDay]))),
  };
}

const isNamed =
  (name: string) =>
  (entry: Entry): boolean =>
    'name' in entry && entry.name === name;

/** The beginning of a trial is set up by the product itself, whether or not anybody opens it. */
function isUse(entry: Entry): boolean {
  return entry.source === 'app' && !isNamed('Trial Started')(entry);
}

function firstOf(entries: readonly Entry[], is: (entry: Entry) => boolean): number | undefined {
  const found = entries.filter(is).map(({ occurredAt }) => occurredAt);
  return found.length === 0 ? undefined : Math.min(...found);
}

/** What each person did, by cookie and by name: neither what machines did nor the delivery of mail. */
function doingsOf({ entries, truth, draft }: SimulatedAccount): Map<string, number[]> {
  const machine = new Set(truth.leads.flatMap((lead) => lead.machine.map(({ id }) => id)));
  const personOf = new Map(draft.people.map(({ id, device }) => [device, id]));
  const done = new Map<string, number[]>();
  for (const entry of entries) {
    if (entry.kind !== 'page' && entry.kind !== 'track' && entry.kind !== 'screen') continue;
    if (machine.has(entry.id) || entry.name === 'Email Delivered') continue;
    const who = entry.userId ?? personOf.get(entry.anonymousId ?? '');
    if (who === undefined) continue;
    const times = done.get(who) ?? [];
    times.push(entry.occurredAt);
    done.set(who, times);
  }
  return done;
}
