// Random definitions and rulebooks: valid, small, and rich in what interacts.
import { createHash } from 'node:crypto';
import type { Clause, Decay, Definition, Fit, Handoff, Signal, Track } from '@baton/core/definition/definition';
import type { Instant } from '@baton/core/journal/entry';
import type { Activation, RulebookSource } from '@baton/core/kernel/rulebook-source';
import { canonical } from '../reading/order.ts';
import type { Chance } from './chance.ts';
import { gates, type Known } from './gates.ts';
import { CALENDARS, entryCondition, fitCondition, REASONS, shuttingCondition, sourceCondition } from './vocabulary.ts';

const HOUR = 3_600_000;

/** One or two definitions with up to three versions each; some come into force amid the history. */
export function rulebook(by: Chance, start: Instant, span: number): RulebookSource {
  const names = by.happens(0.35) ? ['first', 'second'] : ['first'];
  const activations = names.flatMap((name) => {
    let latest = definition(by, name);
    const own: Activation[] = [activation(latest, 1, by.happens(0.85) ? start - HOUR : start + by.whole(0, span))];
    for (let version = 2; by.happens(0.25) && version <= 3; version++) {
      latest = changed(by, latest);
      const before = own.at(-1)?.effectiveAt ?? start;
      own.push(activation(latest, version, by.happens(0.15) ? before : start + by.whole(1, span / HOUR) * HOUR));
    }
    return own;
  });
  return { order: by.happens(0.5) ? names : [...names].reverse(), activations };
}

export function activation(definition: Definition, version: number, effectiveAt: Instant): Activation {
  const digest = createHash('sha256').update(canonical(definition)).digest('hex');
  return { definition, version, digest, effectiveAt };
}

export function definition(by: Chance, name: string): Definition {
  const shape = by.weighted([
    ['engagement', 5],
    ['usage', 1],
    ['both', 4],
  ] as const);
  const fit = by.happens(0.8) ? randomFit(by) : undefined;
  const engagement = shape === 'usage' ? undefined : track(by, 'e');
  const usage = shape === 'engagement' ? undefined : track(by, 'u');
  const known: Known = {
    engagement: engagement?.signals ?? [],
    usage: usage?.signals ?? [],
    hasFit: fit !== undefined,
  };
  const continuous = by.happens(0.08);
  return {
    name,
    language: 1,
    motion: 'sales-led',
    ...(fit && { fit }),
    ...(engagement && { engagement }),
    ...(usage && { usage }),
    gates: continuous ? [] : gates(by, known),
    handoff: handoff(by, known, continuous),
    review: { rate: 'monthly', definition: 'quarterly' },
  };
}

function randomFit(by: Chance): Fit {
  const criteria = Array.from({ length: by.whole(1, 4) }, (_, i) => ({
    name: `criterion-${i}`,
    label: `criterion ${i}`,
    when: fitCondition(by),
    points: by.pick([100, 200, 255, 300, -150]),
  }));
  const disqualify = Array.from({ length: by.pick([0, 0, 1, 2]) }, (_, i) => ({
    name: `ground-${i}`,
    when: shuttingCondition(by),
    because: 'said so',
  }));
  return {
    criteria,
    grades: by.pick([
      { A: 500, B: 300, C: 100 },
      { A: 300, B: 200, C: 100 },
    ]),
    disqualify,
  };
}

function track(by: Chance, prefix: string): Track {
  const signals = Array.from({ length: by.whole(2, 5) }, (_, i) => signal(by, `${prefix}-${i}`));
  const positive = signals.filter((each) => each.points > 0).map((each) => each.name);
  const groups =
    positive.length > 1 && by.happens(0.4)
      ? [{ name: `${prefix}-group`, signals: by.some(positive, 2), limit: by.pick([55, 100, 150, 300]) }]
      : [];
  const sources = by.happens(0.3)
    ? Array.from({ length: by.whole(1, 2) }, () => ({
        when: sourceCondition(by),
        weight: by.pick([500, 1250, 333, 2000]),
      }))
    : [];
  return { signals, groups, sources, perPerson: by.pick([500, 500, 120, 200]) };
}

function signal(by: Chance, name: string): Signal {
  const points = by.weighted([
    [50, 2],
    [100, 3],
    [155, 3],
    [300, 3],
    [600, 1],
    [0, 1],
    [-50, 1],
    [-200, 1],
  ] as const);
  const within = by.pick([1, 24, 72, 168, 480, 720]);
  const often = by.happens(0.2) ? { atLeast: by.whole(2, 3) } : { atMost: by.pick([1, 1, 2, 3, 4]) };
  return {
    name,
    label: name,
    when: entryCondition(by),
    points,
    within,
    ...often,
    ...(by.happens(0.2) && { oncePer: by.pick([1, 24]) }),
    ...(by.happens(0.15) && { distinctBy: by.pick([['topic'], ['properties', 'seats'], ['path']]) }),
    decay: points > 0 ? decay(by, within) : { kind: 'none' },
  };
}

function decay(by: Chance, within: number): Decay {
  return by.weighted<() => Decay>([
    [() => ({ kind: 'none' }), 4],
    [() => ({ kind: 'linear' }), 2],
    [() => ({ kind: 'half-life', hours: by.pick([1, 12, 48, 336]) }), 2],
    [() => ({ kind: 'steps', steps: steps(within) }), 1],
  ])();
}

function steps(within: number): { from: number; millionths: number }[] {
  const all = [
    { from: 12, millionths: 500_000 },
    { from: 70, millionths: 333_333 },
    { from: 200, millionths: 0 },
  ];
  return all.filter((each) => each.from < within);
}

function handoff(by: Chance, known: Known, continuous: boolean): Handoff {
  const nurtures = !continuous && by.happens(0.3);
  return {
    mode: nurtures ? 'nurture-first' : 'direct',
    ...(nurtures && { ready: ready(by, known) }),
    ...(continuous && { continuous: { perWorkingDay: 5, at: '08:00', fit: ['A', 'B', 'C', 'D', '?'] as const } }),
    respondWithin: by.pick([
      { amount: 4, unit: 'hours' },
      { amount: 1, unit: 'business days' },
      { amount: 6, unit: 'business hours' },
      { amount: 24, unit: 'hours' },
    ] as const),
    route: [{ to: 'round-robin' }],
    reject: {
      until: by.pick([
        { amount: 48, unit: 'hours' },
        { amount: 3, unit: 'business days' },
        { amount: 9, unit: 'business hours' },
      ] as const),
      reasons: REASONS.map((name) => ({ name })),
      silence: by.pick(['accepted', 'lapsed']),
    },
    recycle: { coolDown: by.pick([1, 24, 72, 240]), reasons: by.happens(0.5) ? { 'no-budget': 480 } : {} },
    ...(by.happens(0.15) && { holdBack: { share: by.pick([100, 400, 500]), salt: by.pick(['one', 'two']) } }),
    calendar: by.pick(CALENDARS),
  };
}

/** `ready` may be asked of an account too, so it names engagement where there is one. */
function ready(by: Chance, known: Known): Clause {
  const threshold = by.pick([50, 100, 200]);
  const score: Clause = known.engagement.length > 0 ? { engagement: threshold } : { usage: threshold };
  return known.hasFit && by.happens(0.3) ? { ...score, fit: ['A', 'B', '?'] } : score;
}

/** The next version: something small is different, or nothing that any gate reads. */
export function changed(by: Chance, before: Definition): Definition {
  const { engagement, fit, gates: own } = before;
  const known: Known = {
    engagement: engagement?.signals ?? [],
    usage: before.usage?.signals ?? [],
    hasFit: fit !== undefined,
  };
  const options: (() => Definition)[] = [
    () => ({ ...before, handoff: { ...before.handoff, recycle: { coolDown: by.pick([2, 48]), reasons: {} } } }),
    () => ({ ...before, title: 'renamed' }),
  ];
  if (own.length > 0) {
    options.push(() => ({ ...before, gates: own.slice(1).length > 0 ? own.slice(1) : own }));
    options.push(() => ({ ...before, gates: gates(by, known) }));
    options.push(() => ({ ...before, gates: own.map((each) => ({ ...each, label: 'another label' })) }));
  }
  if (engagement !== undefined) {
    const signals = engagement.signals.map((each, i) => (i === 0 && each.points > 0 ? { ...each, points: 255 } : each));
    options.push(() => ({ ...before, engagement: { ...engagement, signals } }));
    const relabelled = engagement.signals.map((each) => ({ ...each, label: 'another label' }));
    options.push(() => ({ ...before, engagement: { ...engagement, signals: relabelled } }));
  }
  if (fit !== undefined) {
    options.push(() => ({ ...before, fit: { ...fit, grades: { A: 400, B: 200, C: 50 } } }));
    options.push(() => ({ ...before, fit: { ...fit, disqualify: fit.disqualify.slice(1) } }));
  }
  return by.pick(options)();
}
