// What every part of the replay benchmark plays: rulebooks of the one definition, and recorders that count.
import { definitionDigest } from '../packages/core/src/definition/canonical.ts';
import type { Definition } from '../packages/core/src/definition/definition.ts';
import { parseDefinition } from '../packages/core/src/definition/parse-definition.ts';
import type { Rulebook } from '../packages/core/src/kernel/rulebook.ts';
import type { RulebookSource } from '../packages/core/src/kernel/rulebook-source.ts';
import type { Recorder } from '../packages/core/src/kernel/unit/unit-state.ts';
import { prepareRulebook } from '../packages/core/src/replay/replay.ts';
import { BENCH_START } from './replay-columns.ts';
import { DEFINITION } from './replay-definition.ts';

/** Everything is played up to here: after the last entry. */
export const UNTIL = BENCH_START + 1100 * 86_400_000;

const parsed = parseDefinition(DEFINITION);
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));

/** The benchmark's definition. */
export const definition: Definition = parsed.value;

/** Its engagement alone: one gate, at so many tenths. */
export function engagementOnly(tenths: number): Definition {
  const { fit: _, ...rest } = definition;
  return { ...rest, gates: [{ name: 'crossing', clause: { engagement: tenths } }] };
}

/** The same signals and criteria with other points and thresholds: what somebody asks next. */
export function reweighted(): Definition {
  const { engagement, gates, ...rest } = definition;
  if (engagement === undefined) throw new Error('the benchmark has an engagement track');
  const signals = engagement.signals.map((signal, i) => ({ ...signal, points: signal.points + (i % 3) * 10 }));
  const lower = gates.map((gate) =>
    gate.name === 'mql'
      ? {
          ...gate,
          clause: {
            any: [
              { fit: ['A'], engagement: 350 },
              { fit: ['B'], engagement: 500 },
            ],
          },
        }
      : gate,
  );
  return { ...rest, engagement: { ...engagement, signals }, gates: lower } as Definition;
}

/** In force from the first day. */
export function sourceOf(of: Definition): RulebookSource {
  return {
    order: [of.name],
    activations: [{ definition: of, version: 1, digest: definitionDigest(of), effectiveAt: BENCH_START }],
  };
}

export function rulebookOf(of: Definition): Rulebook {
  return prepareRulebook(sourceOf(of));
}

export interface Counts {
  verdicts: number;
  handoffs: number;
  events: number;
}

/** Counts decisions and keeps none. */
export function counting(): { readonly counts: Counts; readonly recorder: Recorder } {
  const counts: Counts = { verdicts: 0, handoffs: 0, events: 0 };
  const recorder: Recorder = {
    verdict: () => {
      counts.verdicts += 1;
    },
    nurture: () => {},
    handoff: () => {
      counts.handoffs += 1;
      return '';
    },
    heldBack: () => {},
    event: () => {
      counts.events += 1;
      return '';
    },
    unbound: () => {},
  };
  return { counts, recorder };
}
