// Lint rules on what people do: signals nothing comes of, windows and caps that cannot work, double counting, and weight on what is merely easy to track.
import type { Problem } from '../../base/problem.ts';
import type { Clause, Definition, Signal, Track } from '../definition.ts';
import { conditionText } from '../plain-form.ts';
import { easyKind } from './easy-to-track.ts';
import { overlapOf } from './overlap.ts';
import { mostOf } from './reach.ts';
import { pointsOf, warn } from './warn.ts';

const YEAR = 365 * 24;

/** Warnings about signals of both tracks. */
export function lintSignals(definition: Definition): Problem[] {
  const named = signalsNamed(definition);
  return (['engagement', 'usage'] as const).flatMap((name) => {
    const track = definition[name];
    if (track === undefined) return [];
    const each = track.signals.flatMap((signal) => lintSignal(signal, track, `${name}.signals.${signal.name}`, named));
    return [...each, ...repeated(track, name), ...easyShare(track, name)];
  });
}

function signalsNamed(definition: Definition): ReadonlySet<string> {
  const clauses = [...definition.gates.map((gate) => gate.clause), definition.handoff.ready ?? {}];
  const namesOf = (clause: Clause): string[] => [
    ...(clause.signal === undefined ? [] : [clause.signal]),
    ...(clause.pattern?.places ?? []).map((place) => place.signal),
    ...[...(clause.any ?? []), ...(clause.all ?? [])].flatMap(namesOf),
  ];
  return new Set(clauses.flatMap(namesOf));
}

function lintSignal(signal: Signal, track: Track, path: string, named: ReadonlySet<string>): Problem[] {
  const problems: Problem[] = [];
  const declined = easyKind(signal) === 'mail open';
  if (signal.points === 0 && !named.has(signal.name) && !declined) {
    problems.push(
      warn(
        'lint-unused-signal',
        path,
        `nothing comes of ${signal.name}: it gives no points and no gate names it`,
        'give it points, name it in a pattern, or drop it',
      ),
    );
  }
  if (signal.within > YEAR) {
    problems.push(
      warn(
        'lint-long-window',
        `${path}.within`,
        `${signal.name} counts for ${Math.round(signal.within / 24)} days; interest that old is none`,
        'behaviour counts when it is recent: 30d to 90d are usual',
      ),
    );
  }
  if (signal.decay.kind === 'half-life' && signal.decay.hours > signal.within) {
    problems.push(
      warn(
        'lint-slow-decay',
        `${path}.halfLife`,
        `the half-life of ${signal.name} is longer than its window: it leaves before it has lost half`,
        'shorten halfLife, or widen within',
      ),
    );
  }
  if (easyKind(signal) === 'mail open' && signal.points > 0) {
    problems.push(
      warn(
        'lint-mail-opens',
        path,
        `${signal.name} pays for mail opens, which scanners and mail-privacy proxies make by themselves`,
        'give opens 0 points, and score replies and clicks instead',
      ),
    );
  }
  return [...problems, ...wastedCap(signal, track, path)];
}

function wastedCap(signal: Signal, track: Track, path: string): Problem[] {
  const { atMost = 1 } = signal;
  if (signal.points <= 0 || signal.decay.kind !== 'none') return [];
  const group = track.groups.find((each) => each.signals.includes(signal.name));
  const limit = Math.min(1000, group?.limit ?? 1000);
  const enough = Math.ceil(limit / signal.points);
  if (atMost <= Math.max(1, enough)) return [];
  const what =
    group !== undefined && group.limit < 1000 ? `the limit of group ${group.name}` : 'the ceiling of 100 points';
  return [
    warn(
      'lint-wasted-cap',
      `${path}.atMost`,
      `${signal.name} may count ${atMost} times, but ${enough} already reach ${what}`,
      `write atMost: ${enough}`,
    ),
  ];
}

function repeated(track: Track, name: string): Problem[] {
  return track.signals.flatMap((signal, i) =>
    track.signals.slice(0, i).flatMap((earlier) => {
      if (signal.points === 0 || earlier.points === 0 || Math.sign(signal.points) !== Math.sign(earlier.points))
        return [];
      const path = `${name}.signals.${signal.name}`;
      const same = conditionText(signal.when.node) === conditionText(earlier.when.node);
      if (same && signal.atLeast === earlier.atLeast) {
        return [
          warn(
            'lint-same-condition',
            path,
            `${signal.name} matches the same entries as ${earlier.name}: each is paid twice`,
            'drop one of them, or tell them apart by atLeast',
          ),
        ];
      }
      const overlap = same ? undefined : overlapOf(signal.when.node, earlier.when.node);
      if (overlap === undefined) return [];
      return [
        warn(
          'lint-overlapping',
          path,
          `${signal.name} and ${earlier.name} overlap: ${overlap} counts for both`,
          'make them exclude each other, or put them into a group with a limit',
        ),
      ];
    }),
  );
}

/** The share of a track's points, as far as its caps allow, that reward what is easy to track; and the signals that do. */
export function easyPoints(track: Track): { readonly share: number; readonly easy: readonly Signal[] } {
  const all = track.signals.reduce((sum, signal) => sum + mostOf(signal, track), 0);
  const easy = track.signals.filter((signal) => easyKind(signal) !== undefined && signal.points > 0);
  return { easy, share: all === 0 ? 0 : easy.reduce((sum, signal) => sum + mostOf(signal, track), 0) / all };
}

/** H10: a table that pays mostly for what is easy to count says little about who buys. */
function easyShare(track: Track, name: string): Problem[] {
  const { share, easy } = easyPoints(track);
  if (share <= 0.5) return [];
  const names = easy.map((signal) => `${signal.name} (${pointsOf(mostOf(signal, track))})`).join(', ');
  return [
    warn(
      'lint-easy-to-track',
      `${name}.signals`,
      `${Math.round(share * 100)} % of the points of ${name} reward what is easy to track (mail opens, page views, downloads): ${names}`,
      'find out which behaviours precede closed-won, and pay for those',
    ),
    warn(
      'lint-unvalidated',
      `${name}.signals`,
      `these points look like a generic table: nothing says that ${name} precedes a purchase`,
      'backtest the definition on your own history before it goes live',
    ),
  ];
}
