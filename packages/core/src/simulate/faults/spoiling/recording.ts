// Faults of recording: behaviour that is not recorded, or under another name; a field that tells the outcome.
import { DAY } from '../../../base/duration.ts';
import type { Random } from '../../../base/random.ts';
import type { BehaviourEntry, Entry } from '../../../journal/entry.ts';
import type { Account } from '../../people/account.ts';
import type { PlannedFault } from '../fault-plan.ts';

/** What redesigned sites call things. */
const NEW_NAMES: Readonly<Record<string, string>> = {
  'Content Downloaded': 'Resource Downloaded',
  '/pricing': '/plans',
};

function isBehaviour(entry: Entry): entry is BehaviourEntry {
  return entry.kind === 'page' || entry.kind === 'track' || entry.kind === 'dwell' || entry.kind === 'screen';
}

function isOf(entry: Entry, { place, from, until }: PlannedFault): entry is BehaviourEntry {
  return (
    isBehaviour(entry) &&
    entry.occurredAt >= from &&
    entry.occurredAt < until &&
    (place.startsWith('/') ? entry.path === place : entry.name === place)
  );
}

/** The behaviour leaves no trace. */
export function unrecorded(entries: Entry[], fault: PlannedFault): Entry[] {
  return entries.filter((entry) => {
    if (!isOf(entry, fault)) return true;
    fault.size += 1;
    return false;
  });
}

/** The behaviour is recorded under a new name. */
export function renamed(entries: Entry[], fault: PlannedFault): Entry[] {
  return entries.map((entry) => {
    if (!isOf(entry, fault)) return entry;
    fault.size += 1;
    const name = NEW_NAMES[fault.place] as string;
    if (!fault.place.startsWith('/')) return { ...entry, name };
    return { ...entry, path: name, ...(entry.url !== undefined && { url: entry.url.replace(fault.place, name) }) };
  });
}

/** A third of the accounts that come after the launch look at and use the new product instead. */
export function newProduct(entries: Entry[], fault: PlannedFault, _: Random, account: Account): Entry[] {
  if (account.born < fault.from || account.index % 3 !== 0) return entries;
  return entries.map((entry) => {
    if (!isBehaviour(entry)) return entry;
    if (entry.name === 'Report Built') {
      fault.size += 1;
      return { ...entry, name: 'Forecast Built' };
    }
    if (entry.path !== '/product/reports' && entry.path !== '/product/planning') return entry;
    fault.size += 1;
    return {
      ...entry,
      path: '/product/forecast',
      ...(entry.url !== undefined && { url: entry.url.replace(entry.path, '/product/forecast') }),
    };
  });
}

/** From the fault's month on, two days after a win, somebody fills in who looks after the new customer: a field that winners have and nobody else. */
export function leaked(entries: Entry[], fault: PlannedFault): Entry[] {
  const more = entries.flatMap((entry): Entry[] => {
    if (entry.kind !== 'won' || entry.business !== 'new' || entry.accountId === undefined) return [];
    if (entry.occurredAt < fault.from) return [];
    fault.size += 1;
    const at = entry.occurredAt + 2 * DAY;
    const account = { onboardingManager: `success-${1 + (entry.occurredAt % 3)}` };
    return [
      {
        kind: 'group',
        source: 'crm',
        id: `${entry.id}-onboarding`,
        accountId: entry.accountId,
        account,
        occurredAt: at,
        knownAt: at + 60_000,
      },
    ];
  });
  return more.length === 0 ? entries : [...entries, ...more];
}
