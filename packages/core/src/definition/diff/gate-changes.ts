// Changes of the gates: new, gone, in another order, stricter or milder.
import type { Clause, Definition, Duration, Gate } from '../definition.ts';
import { gateCalled } from '../gate-name.ts';
import { implies } from '../lint/implies.ts';
import { clauseInWords, durationInWords, gradesInWords } from '../phrases.ts';
import { plain } from '../plain-form.ts';
import { type Change, type Effect, effectOf, matched } from './change.ts';

/** Changes between the gates of two definitions. */
export function gateChanges(before: Definition, after: Definition): Change[] {
  const pairs = matched(before.gates, after.gates);
  return [
    ...pairs.flatMap(({ was, is }) => changesOf(was, is, before, after)),
    ...reordered(before.gates, after.gates),
  ];
}

function changesOf(was: Gate | undefined, is: Gate | undefined, before: Definition, after: Definition): Change[] {
  if (was === undefined)
    return is === undefined
      ? []
      : [
          {
            path: `qualify.${is.name}`,
            sentence: `new gate ${gateCalled(is)}: ${clauseInWords(is.clause, after)}`,
            effect: 'loosens',
          },
        ];
  if (is === undefined)
    return [
      {
        path: `qualify.${was.name}`,
        sentence: `gate ${gateCalled(was)} is gone: ${clauseInWords(was.clause, before)}`,
        effect: 'tightens',
      },
    ];
  const path = `qualify.${is.name}`;
  return [
    ...(was.label === is.label
      ? []
      : [
          {
            path: `${path}.label`,
            sentence: `gate ${was.label ?? was.name} is now called ${is.label ?? is.name}`,
            effect: 'neutral' as const,
          },
        ]),
    ...clauseChanges(path, gateCalled(is), was.clause, is.clause, before, after),
    ...respondWithin(path, is, was.respondWithin, is.respondWithin),
  ];
}

function respondWithin(path: string, gate: Gate, was: Duration | undefined, is: Duration | undefined): Change[] {
  const [before, after] = [was, is].map((each) => (each === undefined ? 'as for all' : durationInWords(each)));
  if (before === after) return [];
  return [
    {
      path: `${path}.respondWithin`,
      sentence: `${gateCalled(gate)}: sales answers within ${before} → ${after}`,
      effect: 'neutral',
    },
  ];
}

/** What changed in a clause: number by number where its shape stayed, else as a whole. */
export function clauseChanges(
  path: string,
  label: string,
  was: Clause,
  is: Clause,
  before: Definition,
  after: Definition,
): Change[] {
  const changes: Change[] = [];
  for (const key of ['engagement', 'usage', 'total'] as const) {
    const [low, high] = [was[key], is[key]];
    if (low === undefined || high === undefined || low === high) continue;
    changes.push({
      path: `${path}.${key}`,
      sentence: `${label}: ${key} of at least ${low / 10} → ${high / 10}`,
      effect: effectOf(low, high, true),
    });
  }
  if (was.fit !== undefined && is.fit !== undefined && was.fit.join() !== is.fit.join()) {
    changes.push({
      path: `${path}.fit`,
      sentence: `${label}: fit ${gradesInWords(was.fit)} → ${gradesInWords(is.fit)}`,
      effect: clauseEffect({ fit: was.fit }, { fit: is.fit }),
    });
  }
  const told = new Set(changes.map((change) => change.path.slice(path.length + 1)));
  const rest = (clause: Clause): Clause => Object.fromEntries(Object.entries(clause).filter(([key]) => !told.has(key)));
  const inner = innerChanges(path, label, was, is, before, after);
  if (inner !== undefined) return [...changes, ...inner];
  const [left, right] = [rest(was), rest(is)];
  if (JSON.stringify(plain(left)) === JSON.stringify(plain(right))) return changes;
  return [
    ...changes,
    {
      path,
      sentence: `${label}: ${clauseInWords(left, before)} → ${clauseInWords(right, after)}`,
      effect: clauseEffect(left, right),
    },
  ];
}

/** Where only alternatives of `any` or `all` differ, and there are as many: each on its own. */
function innerChanges(
  path: string,
  label: string,
  was: Clause,
  is: Clause,
  before: Definition,
  after: Definition,
): Change[] | undefined {
  const outside = ({
    any: _,
    all: __,
    fit: ___,
    engagement: ____,
    usage: _____,
    total: ______,
    ...others
  }: Clause): string => JSON.stringify(plain(others));
  const sameKeys = Object.keys(was).sort().join() === Object.keys(is).sort().join();
  const sameCounts = was.any?.length === is.any?.length && was.all?.length === is.all?.length;
  if (!sameKeys || !sameCounts || (was.any ?? was.all) === undefined || outside(was) !== outside(is)) return undefined;
  return (['any', 'all'] as const).flatMap((key) =>
    (is[key] ?? []).flatMap((each, i) =>
      clauseChanges(
        `${path}.${key}[${i}]`,
        `${label}, ${key === 'any' ? 'way' : 'part'} ${i + 1}`,
        was[key]?.[i] ?? {},
        each,
        before,
        after,
      ),
    ),
  );
}

function clauseEffect(was: Clause, is: Clause): Effect {
  const [tighter, looser] = [implies(is, was), implies(was, is)];
  if (tighter && looser) return 'neutral';
  if (tighter) return 'tightens';
  return looser ? 'loosens' : 'depends';
}

function reordered(before: readonly Gate[], after: readonly Gate[]): Change[] {
  const common = after.filter((gate) => before.some((one) => one.name === gate.name));
  const place = (gate: Gate): number => before.findIndex((one) => one.name === gate.name);
  const moved = common.find((gate, i) => i > 0 && place(gate) < place(common[i - 1] as Gate));
  if (moved === undefined) return [];
  return [
    {
      path: 'qualify',
      sentence: `gates are looked at in another order: ${after.map(gateCalled).join(', ')}`,
      effect: 'neutral',
    },
  ];
}
