// What commands on the funnel are asked alike: since when, as of when, how sure, how much time every step is given, and of which definitions.
import type { Definition } from '@baton/core/definition/definition';
import type { FunnelOptions } from '@baton/core/funnel/funnel';
import type { GivenHandoff } from '@baton/core/funnel/handoffs/given-handoff';
import type { Confidence } from '@baton/core/journal/entry';
import { ReplayedHandoffs } from '@baton/core/reports/funnel/replayed-handoffs';
import type { Command } from 'commander';
import { withInterruptOfSystem } from '../exit.ts';
import { confidenceOption } from './confidence.ts';
import { readInstant } from './instant.ts';
import { readWholeNumber } from './whole-number.ts';

/** The options as typed. */
export interface FunnelQuestionOptions {
  readonly confidence: Confidence;
  readonly from?: string;
  readonly asOf?: string;
  readonly within?: string;
}

/** Declares `--confidence`, `--from`, `--as-of` and `--within`; `counted` is what begins with `--from`. */
export function withFunnelQuestion(command: Command, counted: string): Command {
  return command
    .addOption(confidenceOption())
    .option('--from <instant>', `only ${counted} since then`)
    .option('--as-of <instant>', 'as it was known then (default: the newest entry)')
    .option('--within <days>', 'give every step so many days (default: what nine in ten needed)');
}

/** As of when, where that is said. */
export function readAsOf({ asOf }: FunnelQuestionOptions): { readonly asOf?: number } {
  return asOf === undefined ? {} : { asOf: readInstant(asOf, '--as-of', true) };
}

/** What else is asked, as reports take it. */
export function readFunnelQuestion({ confidence, from, within }: FunnelQuestionOptions): {
  readonly confidence: Confidence;
  readonly from?: number;
  readonly withinDays?: number;
} {
  return {
    confidence,
    ...(from !== undefined && { from: readInstant(from, '--from') }),
    ...(within !== undefined && { withinDays: readWholeNumber(within, '--within') }),
  };
}

/** The replay of definitions beside a first reading, and the hand-offs that the funnel is to be held against; without definitions, those of the rule of before. */
export function replayBeside(
  definitions: readonly Definition[],
  asOf: number | undefined,
): {
  readonly replayed: ReplayedHandoffs | undefined;
  readonly options: Pick<FunnelOptions, 'handoffs'>;
  /** Replays other versions of the definitions over the same journal: such as have the same signals and conditions. */
  readonly again?: (changed: (definition: Definition) => Definition) => readonly GivenHandoff[];
} {
  if (definitions.length === 0) return { replayed: undefined, options: {} };
  const inForce = definitions.map((definition) => ({ definition, effectiveAt: 0 }));
  const replayed = new ReplayedHandoffs(inForce);
  return {
    replayed,
    options: { handoffs: () => withInterruptOfSystem(() => replayed.handoffs(asOf)) },
    again: (changed) =>
      withInterruptOfSystem(() =>
        replayed.handoffs(
          asOf,
          inForce.map(({ definition, ...rest }) => ({ ...rest, definition: changed(definition) })),
        ),
      ),
  };
}
