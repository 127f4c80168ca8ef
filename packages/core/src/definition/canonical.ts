// The one form of a definition, whatever its text looked like; digests of it, and of what each gate reads (R16a).
import { digest } from '../base/digest.ts';
import { compareText } from '../base/text-order.ts';
import type { Clause, Definition, Gate, Pattern, Signal, Track } from './definition.ts';
import { type Plain, plain } from './plain-form.ts';

/** The canonical form: what has an order is a list, what has none is sorted by name, conditions are normalised text. */
export function canonicalDefinition(definition: Definition): Plain {
  const { gates, handoff, fit, engagement, usage, ...rest } = definition;
  return plain({
    ...rest,
    ...(fit && { fit: { grades: fit.grades, criteria: byName(fit.criteria), disqualify: byName(fit.disqualify) } }),
    ...(engagement && { engagement: canonicalTrack(engagement) }),
    ...(usage && { usage: canonicalTrack(usage) }),
    gates: gates.map((gate) => ({ ...gate, clause: canonicalClause(gate.clause) })),
    handoff: {
      ...handoff,
      ...(handoff.ready && { ready: canonicalClause(handoff.ready) }),
      reject: { ...handoff.reject, reasons: byName(handoff.reject.reasons) },
    },
  });
}

/** SHA-256 over the canonical form: what people sign and decisions cite. */
export function definitionDigest(definition: Definition): string {
  return digest(canonicalDefinition(definition));
}

/** By gate (`ready` included): a digest of everything the gate reads. Labels, `because` and `respondWithin` are left out. */
export function gateDigests(definition: Definition): ReadonlyMap<string, string> {
  const { ready } = definition.handoff;
  const gates: readonly Gate[] =
    ready === undefined ? definition.gates : [...definition.gates, { name: 'ready', clause: ready }];
  return new Map(gates.map((gate) => [gate.name, digest(whatItReads(definition, gate.clause))]));
}

function whatItReads(definition: Definition, clause: Clause): Plain {
  const inside = everyClause(clause);
  const { fit } = definition;
  const readsFit = inside.some((each) => each.fit !== undefined || each.total !== undefined);
  const readsEngagement = inside.some(
    (each) => each.engagement !== undefined || each.total !== undefined || each.account !== undefined,
  );
  const readsUsage = inside.some((each) => each.usage !== undefined);
  const named = new Set(
    inside.flatMap((each) => [
      ...(each.signal === undefined ? [] : [each.signal]),
      ...(each.pattern?.places ?? []).map((place) => place.signal),
    ]),
  );
  const signals = [...(definition.engagement?.signals ?? []), ...(definition.usage?.signals ?? [])].filter((signal) =>
    named.has(signal.name),
  );
  const windows = new Set(inside.flatMap((each) => each.signal ?? []));
  return plain({
    clause: canonicalClause(clause),
    disqualify: byName(fit?.disqualify ?? []).map(({ name, when }) => ({ name, when })),
    ...(readsFit &&
      fit && {
        fit: { grades: fit.grades, criteria: byName(fit.criteria).map(({ label: _, ...criterion }) => criterion) },
      }),
    ...(readsEngagement && definition.engagement && { engagement: withoutLabels(definition.engagement) }),
    ...(readsUsage && definition.usage && { usage: withoutLabels(definition.usage) }),
    signals: byName(signals).map((signal) => ({
      name: signal.name,
      when: signal.when,
      ...(windows.has(signal.name) && { within: signal.within }),
    })),
  });
}

function everyClause(clause: Clause): Clause[] {
  return [clause, ...(clause.any ?? []).flatMap(everyClause), ...(clause.all ?? []).flatMap(everyClause)];
}

/** Roles, and the places of a pattern without order, are sorted: their order says nothing. */
function canonicalClause(clause: Clause): Clause {
  const { account, pattern, any, all, ...rest } = clause;
  return {
    ...rest,
    ...(account && { account: { ...account, roles: [...new Set(account.roles)].sort() } }),
    ...(pattern && { pattern: pattern.ordered ? pattern : { ...pattern, places: counted(pattern.places) } }),
    ...(any && { any: any.map(canonicalClause) }),
    ...(all && { all: all.map(canonicalClause) }),
  };
}

function counted(places: Pattern['places']): Pattern['places'] {
  const counts = new Map<string, number>();
  for (const { signal, count } of places) counts.set(signal, (counts.get(signal) ?? 0) + count);
  return [...counts].map(([signal, count]) => ({ signal, count })).sort((a, b) => compareText(a.signal, b.signal));
}

function canonicalTrack(track: Track) {
  return { ...track, signals: byName(track.signals).map(canonicalSignal), groups: canonicalGroups(track) };
}

/** `atMost: 1` is the default, written or not. */
function canonicalSignal(signal: Signal): Signal {
  return signal.atLeast === undefined ? { ...signal, atMost: signal.atMost ?? 1 } : signal;
}

function canonicalGroups(track: Track) {
  return byName(track.groups).map((group) => ({ ...group, signals: [...group.signals].sort() }));
}

function withoutLabels(track: Track) {
  const signals = byName(track.signals)
    .map(canonicalSignal)
    .map(({ label: _, ...signal }) => signal);
  return { ...track, signals, groups: canonicalGroups(track) };
}

function byName<T extends { readonly name: string }>(items: readonly T[]): T[] {
  return [...items].sort((a, b) => compareText(a.name, b.name));
}
