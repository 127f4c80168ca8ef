// A score and its lines (R7–R11), of one lead and, for engagement, of an account (R15).
import type { Definition, Signal, Track, TrackName } from '@baton/core/definition/definition';
import type { Entry } from '@baton/core/journal/entry';
import type { ScoreLine, TrackScore } from '@baton/core/kernel/decision';
import type { Lead } from '../identity/grouping.ts';
import { entryValue, truthOfEntry } from '../reading/conditions.ts';
import { contribution, decayAt } from '../reading/decay.ts';
import { byOccurrence, canonical, refOf } from '../reading/order.ts';
import { ageOf, counts, entriesOfLead, isMachines, machinesOfLead, type View } from './view.ts';

const HOUR = 3_600_000;
const CEILING = 1000;

export interface Contribution {
  readonly signal: Signal;
  readonly entry: Entry;
  readonly weight: number;
  readonly decay: number;
  readonly tenths: number;
}

export interface LeadScore extends TrackScore {
  readonly contributions: readonly Contribution[];
  /** Positive contributions after group limits. */
  readonly positive: number;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

export function matches(signal: Signal, entry: Entry): boolean {
  return !isBulk(entry) && truthOfEntry(signal.when, entry) === 'true';
}

/** What was loaded with many others matches nothing (R10, K12). */
function isBulk(entry: Entry): boolean {
  return 'bulk' in entry && entry.bulk === true;
}

/** Whether an entry would match as a machine's: only what asks `entry.machine` can (R24). */
export function matchesAsMachine(signal: Signal, entry: Entry): boolean {
  const asks = signal.when.mentions.some((each) => each.root === 'entry' && each.path[0] === 'machine');
  return asks && !isBulk(entry) && truthOfEntry(signal.when, entry, true) === 'true';
}

/** Whether it matches as flags have it now. */
export function matchesNow(view: View, signal: Signal, entry: Entry): boolean {
  return isMachines(view, entry) ? matchesAsMachine(signal, entry) : matches(signal, entry);
}

/** The entries of a lead that may match: those that no flag holds, and machines'. */
export function candidatesOf(view: View, lead: Lead): readonly Entry[] {
  return [...entriesOfLead(view, lead), ...machinesOfLead(view, lead)].sort(byOccurrence);
}

/** The signal of this name, of whichever track. */
export function signalNamed(definition: Definition, name: string): Signal {
  const all = [...(definition.engagement?.signals ?? []), ...(definition.usage?.signals ?? [])];
  return all.find((each) => each.name === name)!;
}

/** The lead's score of one track. */
export function scoreOf(view: View, lead: Lead, track: Track): LeadScore {
  const entries = candidatesOf(view, lead);
  const contributions = track.signals.flatMap((signal) =>
    kept(view, signal, entries).map((entry) => contributionOf(view, track, signal, entry)),
  );
  const lines: ScoreLine[] = contributions.map(line);
  let positive = sum(contributions.map((each) => Math.max(0, each.tenths)));
  for (const group of track.groups) {
    const inGroup = contributions.filter((each) => group.signals.includes(each.signal.name));
    const over = sum(inGroup.map((each) => Math.max(0, each.tenths))) - group.limit;
    if (over <= 0) continue;
    lines.push({ reduction: 'group', group: group.name, tenths: -over });
    positive -= over;
  }
  const negative = sum(contributions.map((each) => Math.min(0, each.tenths)));
  const bounded = bound(positive, negative);
  lines.push(...bounded.ceiling, ...bounded.floor);
  return { tenths: bounded.tenths, lines: lines.filter((each) => each.tenths !== 0), contributions, positive };
}

/** R9's ceiling and floor, with their lines. */
function bound(positive: number, negative: number): { tenths: number; ceiling: ScoreLine[]; floor: ScoreLine[] } {
  const capped = Math.min(CEILING, positive);
  const tenths = Math.max(0, capped + negative);
  return {
    tenths,
    ceiling: [{ reduction: 'ceiling', tenths: capped - positive }],
    floor: [{ reduction: 'floor', tenths: tenths - (capped + negative) }],
  };
}

function line(each: Contribution): ScoreLine {
  const { signal, entry, weight, decay, tenths } = each;
  const { points, name } = signal;
  return { signal: name, entry: refOf(entry), occurredAt: entry.occurredAt, points, weight, decay, tenths };
}

/** R10: the entries that give the signal's contributions, newest first. */
function kept(view: View, signal: Signal, entries: readonly Entry[]): Entry[] {
  let left = entries
    .filter((each) => matchesNow(view, signal, each) && ageOf(view, each) < signal.within && counts(view, each))
    .sort((a, b) => byOccurrence(b, a));
  const { oncePer, distinctBy } = signal;
  if (oncePer !== undefined) left = firstOfEach(left, (each) => String(Math.floor(each.occurredAt / (oncePer * HOUR))));
  if (distinctBy !== undefined) {
    const distinctValue = (each: Entry) => entryValue(each, distinctBy, isMachines(view, each));
    const valued = left.filter((each) => (distinctValue(each) ?? null) !== null);
    left = firstOfEach(valued, (each) => canonical(distinctValue(each)));
  }
  if (signal.atLeast !== undefined) return left.length >= signal.atLeast ? left.slice(0, 1) : [];
  return left.slice(0, signal.atMost ?? 1);
}

function firstOfEach(entries: readonly Entry[], keyOf: (entry: Entry) => string): Entry[] {
  const seen = new Set<string>();
  return entries.filter((each) => {
    const key = keyOf(each);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

function contributionOf(view: View, track: Track, signal: Signal, entry: Entry): Contribution {
  const asMachine = isMachines(view, entry);
  const weight = track.sources.find((each) => truthOfEntry(each.when, entry, asMachine) === 'true')?.weight ?? 1000;
  const decay = signal.points < 0 ? 1_000_000 : decayAt(signal.decay, signal.within, ageOf(view, entry));
  return { signal, entry, weight, decay, tenths: contribution(signal.points, weight, decay) };
}

/** R15: the engagement of an account, of these leads (those that are not disqualified, by id). */
export function accountScore(
  track: Track,
  leads: readonly { readonly lead: Lead; readonly score: LeadScore }[],
): TrackScore {
  const shares = leads.map(({ lead, score }) => ({ lead: lead.id, tenths: Math.min(track.perPerson, score.positive) }));
  const negative = leads.flatMap(({ score }) => score.contributions.filter((each) => each.tenths < 0));
  const bounded = bound(sum(shares.map((each) => each.tenths)), sum(negative.map((each) => each.tenths)));
  const lines: ScoreLine[] = [...shares, ...bounded.ceiling, ...negative.map(line), ...bounded.floor];
  return { tenths: bounded.tenths, lines: lines.filter((each) => each.tenths !== 0) };
}

export function trackOf(definition: Definition, name: TrackName): Track | undefined {
  return definition[name];
}
