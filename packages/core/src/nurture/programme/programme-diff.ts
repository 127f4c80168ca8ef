// What changed between two versions of a programme, in sentences: layout and order without meaning make no difference.
import { listed } from '../../definition/condition-words.ts';
import { type Change, type Effect, matched } from '../../definition/diff/change.ts';
import { counted, number, spanInWords } from '../../definition/phrases.ts';
import { plain } from '../../definition/plain-form.ts';
import { programmeDigest } from './canonical-programme.ts';
import type { Programme } from './programme.ts';
import { describeProgramme } from './programme-words.ts';

/**
 * Every change from `before` to `after`. Empty exactly where both have one digest. A change `loosens` where it alone can only bring more mails, and `tightens` where only fewer.
 *
 * @example diffProgrammes(before, after).map((change) => change.sentence) // ['step remind: new, …']
 */
export function diffProgrammes(before: Programme, after: Programme): Change[] {
  const changes = [
    ...headChanges(before, after),
    ...enrolChanges(before, after),
    ...named('assets', 'asset', before.assets, after.assets),
    ...named('mails', 'mail', before.mails, after.mails),
    ...stepChanges(before, after),
    ...sendChanges(before, after),
    ...measureChanges(before, after),
  ];
  if (changes.length > 0 || programmeDigest(before) === programmeDigest(after)) return changes;
  return [{ path: '', sentence: 'the programmes differ in a detail that has no sentence yet', effect: 'depends' }];
}

function headChanges(before: Programme, after: Programme): Change[] {
  return [
    ...told('programme', 'name', before.name, after.name, 'neutral'),
    ...told('title', 'title', before.title ?? 'none', after.title ?? 'none', 'neutral'),
    ...told('definition', 'follows', before.definition, after.definition, 'depends'),
    ...told('purpose', 'purpose', before.purpose, after.purpose, 'depends'),
    ...told('consent', 'consent', before.consent, after.consent, after.consent === 'opt-out' ? 'loosens' : 'tightens'),
  ];
}

function enrolChanges({ enrol: was }: Programme, { enrol: is }: Programme): Change[] {
  const lists = (['nurture', 'recycled', 'missing'] as const).flatMap((key) => {
    const words = (names: readonly string[] | undefined): string =>
      names === undefined ? 'nobody' : names.length === 0 ? 'any' : listed([...new Set(names)].sort(), 'or');
    return told(`enrol.${key}`, `enrols by ${key}`, words(was[key]), words(is[key]), effectOfLists(was[key], is[key]));
  });
  const conditions = (['segment', 'only'] as const).flatMap((key) => {
    const [a, b] = [was[key], is[key]].map((each) => (each === undefined ? 'none' : String(plain(each))));
    const opens = key === 'segment' ? b === 'none' : a === 'none';
    const isWhole = a === 'none' || b === 'none';
    const effect: Effect = !isWhole ? 'depends' : opens ? 'tightens' : 'loosens';
    return told(`enrol.${key}`, key, a as string, b as string, effect);
  });
  const again = (hours: number | undefined): string => (hours === undefined ? 'never' : `after ${spanInWords(hours)}`);
  const sooner = (is.again ?? Number.POSITIVE_INFINITY) < (was.again ?? Number.POSITIVE_INFINITY);
  return [
    ...lists,
    ...conditions,
    ...told('enrol.again', 'enrols again', again(was.again), again(is.again), sooner ? 'loosens' : 'tightens'),
  ];
}

function effectOfLists(was: readonly string[] | undefined, is: readonly string[] | undefined): Effect {
  const holds = (a: readonly string[] | undefined, b: readonly string[] | undefined): boolean =>
    b === undefined || (a !== undefined && (a.length === 0 || (b.length > 0 && b.every((name) => a.includes(name)))));
  return holds(is, was) ? 'loosens' : holds(was, is) ? 'tightens' : 'depends';
}

function named<T extends { readonly name: string }>(
  path: string,
  what: string,
  before: readonly T[],
  after: readonly T[],
): Change[] {
  return matched(before, after).flatMap(({ name, was, is }): Change[] => {
    const at = `${path}.${name}`;
    if (was === undefined) return [{ path: at, sentence: `new ${what} ${name}`, effect: 'neutral' }];
    if (is === undefined) return [{ path: at, sentence: `${what} ${name} is gone`, effect: 'neutral' }];
    return Object.keys({ ...was, ...is }).flatMap((key) => {
      const [a, b] = [was, is].map((each) => wordsOf((each as Record<string, unknown>)[key]));
      return told(`${at}.${key}`, `${what} ${name}, ${key}`, a as string, b as string, 'neutral');
    });
  });
}

/** Steps are told as the page tells them, without their numbers. */
function stepChanges(before: Programme, after: Programme): Change[] {
  const wordsIn = (programme: Programme) => {
    const sentences = describeProgramme(programme).sections[1]?.sentences ?? [];
    return programme.steps.map(({ name }, i) => ({ name, text: (sentences[i] ?? '').replace(/^Step [^:]+: /, '') }));
  };
  const [was, is] = [wordsIn(before), wordsIn(after)];
  const changes = matched(was, is).flatMap((pair): Change[] => {
    const path = `steps.${pair.name}`;
    if (pair.was === undefined)
      return [{ path, sentence: `new step ${pair.name}: ${pair.is?.text}`, effect: 'depends' }];
    if (pair.is === undefined) return [{ path, sentence: `step ${pair.name} is gone`, effect: 'depends' }];
    return told(path, `step ${pair.name}`, pair.was.text, pair.is.text, 'depends');
  });
  const order = (steps: readonly { readonly name: string }[], others: readonly { readonly name: string }[]): string =>
    steps.flatMap(({ name }) => (others.some((other) => other.name === name) ? [name] : [])).join(', ');
  return [...changes, ...told('steps', 'order of steps', order(was, is), order(is, was), 'depends')];
}

function sendChanges(
  { send: was, stopAt: stopped, fallbacks: stood }: Programme,
  { send: is, stopAt, fallbacks }: Programme,
): Change[] {
  const caps = (all: readonly { readonly count: number; readonly within: number }[]): string =>
    [...all]
      .sort((a, b) => a.within - b.within || a.count - b.count)
      .map(({ count, within }) => `${count} per ${spanInWords(within)}`)
      .join(' and ') || 'no limit';
  const gates = (names: readonly string[] | undefined): string =>
    names === undefined ? 'the threshold' : listed([...new Set(names)].sort(), 'or');
  return [
    ...told('send.calendar', 'mails go out', wordsOf(was.calendar), wordsOf(is.calendar), 'neutral'),
    ...told('send.zones', 'zones', wordsOf(was.zones), wordsOf(is.zones), 'neutral'),
    ...told('send.atMost', 'at most', caps(was.atMost), caps(is.atMost), 'depends'),
    ...told('stop.at', 'stops at', gates(stopped), gates(stopAt), 'depends'),
    ...told('fallbacks', 'fallbacks', wordsOf(stood), wordsOf(fallbacks), 'neutral'),
  ];
}

function measureChanges({ holdOut: was, goal: before }: Programme, { holdOut: is, goal: after }: Programme): Change[] {
  const draw = (drawn: Programme['holdOut']): string =>
    drawn === undefined ? 'nobody' : `${number(drawn.share / 10)} % (draw ${drawn.salt})`;
  const goal = ({ outcome, within }: Programme['goal']): string => `${outcome} within ${counted(within / 24, 'day')}`;
  return [
    ...told('holdOut', 'held out', draw(was), draw(is), 'depends'),
    ...told('goal', 'goal', goal(before), goal(after), 'neutral'),
  ];
}

function told(path: string, what: string, was: string, is: string, effect: Effect): Change[] {
  return was === is ? [] : [{ path, sentence: `${what}: ${was} → ${is}`, effect }];
}

function wordsOf(value: unknown): string {
  if (value === undefined) return 'none';
  const text = plain(value);
  return typeof text === 'string' ? text : JSON.stringify(text);
}
