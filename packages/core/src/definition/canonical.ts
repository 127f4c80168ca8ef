// The one form of a definition, whatever its text looked like; digests of it, and of what each gate reads (R16a).
import { digest } from '../base/digest.ts';
import type { Clause, Definition, Gate, Signal, Track } from './definition.ts';
import { type Plain, plain } from './plain-form.ts';

/** The canonical form: what has an order is a list, what has none is sorted by name, conditions are normalised text. */
export function canonicalDefinition(definition: Definition): Plain {
  const { gates, handoff, fit, engagement, usage, ...rest } = definition;
  return plain({
    ...rest,
    ...(fit && { fit: { grades: fit.grades, criteria: byName(fit.criteria), disqualify: byName(fit.disqualify) } }),
    ...(engagement && { engagement: canonicalTrack(engagement) }),
    ...(usage && { usage: canonicalTrack(usage) }),
    gates,
    handoff: { ...handoff, reject: { ...handoff.reject, reasons: byName(handoff.reject.reasons) } },
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
    clause,
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

function canonicalTrack(track: Track) {
  return { ...track, signals: byName(track.signals), groups: canonicalGroups(track) };
}

function canonicalGroups(track: Track) {
  return byName(track.groups).map((group) => ({ ...group, signals: [...group.signals].sort() }));
}

function withoutLabels(track: Track) {
  const signals = byName(track.signals).map(({ label: _, ...signal }: Signal) => signal);
  return { ...track, signals, groups: canonicalGroups(track) };
}

function byName<T extends { readonly name: string }>(items: readonly T[]): T[] {
  return [...items].sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));
}
