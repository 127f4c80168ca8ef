// Which versions are in force (R5), and since when a gate reads what it reads (R16a).
import type { Condition } from '@baton/core/definition/condition';
import type { Clause, Definition, Gate, Signal, Track } from '@baton/core/definition/definition';
import type { Instant } from '@baton/core/journal/entry';
import type { Activation, RulebookSource } from '@baton/core/kernel/rulebook-source';
import { signalNamed } from '../evidence/score.ts';
import { byText, canonical } from '../reading/order.ts';

/** The versions of a definition that came into force up to an instant, one after another. */
function inForceOneByOne(rulebook: RulebookSource, name: string, now: Instant): Activation[] {
  const own = rulebook.activations.filter((each) => each.definition.name === name && each.effectiveAt <= now);
  own.sort((a, b) => a.effectiveAt - b.effectiveAt || a.version - b.version);
  return own.filter((each, i) => own[i + 1]?.effectiveAt !== each.effectiveAt);
}

/** In the rulebook's order. */
export function inForce(rulebook: RulebookSource, now: Instant): Activation[] {
  return rulebook.order.flatMap((name) => inForceOneByOne(rulebook, name, now).at(-1) ?? []);
}

/** The gates of a definition, `ready` the last. */
export function gatesOf(definition: Definition): Gate[] {
  const { ready } = definition.handoff;
  return ready === undefined ? [...definition.gates] : [...definition.gates, { name: 'ready', clause: ready }];
}

/** The last activation up to now that changed what this gate reads. */
export function changedAt(rulebook: RulebookSource, name: string, gate: string, now: Instant): Instant {
  let before: string | undefined;
  let mark = 0;
  for (const { definition, effectiveAt } of inForceOneByOne(rulebook, name, now)) {
    const reads = readingOf(definition, gate);
    if (reads !== before) mark = effectiveAt;
    before = reads;
  }
  return mark;
}

const readings = new WeakMap<Definition, Map<string, string | undefined>>();

/** All that a gate reads, as one text; undefined where the definition has no such gate. */
function readingOf(definition: Definition, name: string): string | undefined {
  const known = readings.get(definition) ?? new Map<string, string | undefined>();
  readings.set(definition, known);
  if (!known.has(name)) {
    const gate = gatesOf(definition).find((each) => each.name === name);
    known.set(name, gate === undefined ? undefined : canonical(whatIsRead(definition, gate.clause)));
  }
  return known.get(name);
}

/** A clause and all clauses in it. */
export function withInner(clause: Clause): Clause[] {
  return [clause, ...[...(clause.any ?? []), ...(clause.all ?? [])].flatMap(withInner)];
}

/** Whether a gate is judged for the account (R15a). */
export function isAccountGate(gate: Gate): boolean {
  return withInner(gate.clause).some((each) => each.account !== undefined);
}

function whatIsRead(definition: Definition, clause: Clause): unknown {
  const all = withInner(clause);
  const namesFit = all.some((each) => each.fit !== undefined || each.total !== undefined);
  const tracks = namedTracks(clause).map((name) => [name, definition[name]] as const);
  const signals = all.flatMap((each) => (each.signal === undefined ? [] : [signalNamed(definition, each.signal)]));
  const places = all.flatMap((each) => each.pattern?.places ?? []).map((each) => signalNamed(definition, each.signal));
  return {
    clause: plainClause(clause),
    disqualify: sorted(definition.fit?.disqualify ?? []).map(({ name, when }) => [name, plain(when)]),
    fit: namesFit && definition.fit !== undefined ? plainFit(definition.fit) : null,
    tracks: tracks.map(([name, track]) => [name, track === undefined ? null : plainTrack(track)]),
    signals: sorted(signals).map((each) => [each.name, plain(each.when), each.within]),
    places: sorted(places).map((each) => [each.name, plain(each.when)]),
  };
}

/** The tracks whose score a clause names; `total` and `account` name engagement. */
export function namedTracks(clause: Clause): ('engagement' | 'usage')[] {
  const all = withInner(clause);
  const engagement = all.some((each) => (each.engagement ?? each.total ?? each.account) !== undefined);
  const usage = all.some((each) => each.usage !== undefined);
  return [...(engagement ? (['engagement'] as const) : []), ...(usage ? (['usage'] as const) : [])];
}

function sorted<T extends { readonly name: string }>(named: readonly T[]): T[] {
  return [...named].sort((a, b) => byText(a.name, b.name));
}

/** A condition's tree without its places in the text. */
function plain(condition: Condition): unknown {
  const strip = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(strip);
    if (typeof value !== 'object' || value === null) return value;
    const members = Object.entries(value).filter(([key]) => key !== 'start' && key !== 'end');
    return Object.fromEntries(members.map(([key, member]) => [key, strip(member)]));
  };
  return strip(condition.node);
}

function plainClause(clause: Clause): unknown {
  const { fit, account, unless, any, all, ...rest } = clause;
  return {
    ...rest,
    fit: fit === undefined ? undefined : [...fit].sort(byText),
    account: account === undefined ? undefined : { ...account, roles: [...account.roles].sort(byText) },
    unless: unless === undefined ? undefined : plain(unless),
    any: any?.map(plainClause),
    all: all?.map(plainClause),
  };
}

function plainFit(fit: NonNullable<Definition['fit']>): unknown {
  return {
    criteria: sorted(fit.criteria).map((each) => [each.name, plain(each.when), each.points]),
    grades: fit.grades,
  };
}

function plainTrack(track: Track): unknown {
  const signal = ({ label: _, when, ...rest }: Signal): unknown => ({ ...rest, when: plain(when) });
  return {
    signals: sorted(track.signals).map(signal),
    groups: sorted(track.groups).map((each) => ({ ...each, signals: [...each.signals].sort(byText) })),
    sources: track.sources.map((each) => [plain(each.when), each.weight]),
    perPerson: track.perPerson,
  };
}
