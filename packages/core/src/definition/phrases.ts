// The small phrases of a definition in words: points, spans, grades, decay, clauses. Used by the plain-language page and by the semantic diff.
import { describeCondition } from './condition-describe.ts';
import { listed } from './condition-words.ts';
import type { Clause, Decay, Definition, Duration, Grade, Hours, Pattern, Signal, Tenths } from './definition.ts';

/** "1 point", "12.5 points", "−30 points". */
export function pointsInWords(tenths: Tenths): string {
  const points = tenths / 10;
  return `${number(points)} ${Math.abs(points) === 1 ? 'point' : 'points'}`;
}

/** A number with a real minus sign. */
export function number(value: number): string {
  return value < 0 ? `−${-value}` : String(value);
}

/** "30 days", "36 hours", "1 day". Whole days from two days on. */
export function spanInWords(hours: Hours): string {
  if (hours % 24 === 0) return counted(hours / 24, 'day');
  return counted(hours, 'hour');
}

/** "1 business day", "4 hours". */
export function durationInWords({ amount, unit }: Duration): string {
  return counted(amount, unit.replace(/s$/, ''));
}

/** "1 lead", "3 leads". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

const LETTERS: readonly Grade[] = ['A', 'B', 'C', 'D'];

/** "B or better", "A or not yet known". */
export function gradesInWords(grades: readonly Grade[]): string {
  const letters = LETTERS.filter((letter) => grades.includes(letter));
  const unknown = grades.includes('?') ? ['not yet known'] : [];
  const better = letters.length > 1 && letters.length < 4 && letters.every((letter, i) => letter === LETTERS[i]);
  if (better) return listed([`${letters.at(-1)} or better`, ...unknown], 'or');
  return listed([...letters, ...unknown], 'or');
}

/** How a signal fades; undefined where it does not. */
export function decayInWords(decay: Decay): string | undefined {
  switch (decay.kind) {
    case 'none':
      return undefined;
    case 'half-life':
      return `halves every ${spanInWords(decay.hours)}`;
    case 'linear':
      return 'fades evenly to nothing';
    case 'steps':
      return listed(
        decay.steps.map(
          ({ from, millionths }) => `counts ${number(millionths / 10_000)} % from ${spanInWords(from)} on`,
        ),
        'and',
      );
  }
}

/** How often a signal counts, in words: "up to 3 times", "when there are 5 or more", … */
export function countInWords(signal: Signal): string {
  const how =
    signal.atLeast === undefined
      ? (signal.atMost ?? 1) === 1
        ? 'once'
        : `up to ${signal.atMost} times`
      : `once there are ${signal.atLeast} or more`;
  const per =
    signal.oncePer === undefined ? '' : `, one per ${signal.oncePer === 24 ? 'day' : spanInWords(signal.oncePer)}`;
  const distinct = signal.distinctBy === undefined ? '' : `, each ${signal.distinctBy.join(' ')} once`;
  return `${how}${per}${distinct}`;
}

/** What a clause asks for: "fit B or better and engagement of at least 65". */
export function clauseInWords(clause: Clause, definition: Definition): string {
  const parts = [...requirements(clause, definition)];
  const inner = (each: Clause): string => clauseInWords(each, definition);
  for (const each of clause.all ?? []) parts.push(inner(each));
  if (clause.any !== undefined) {
    const choices = clause.any.map(inner);
    parts.push(
      parts.length > 0 || choices.some((choice) => choice.includes(' and '))
        ? choices.map((choice) => `(${choice})`).join(' or ')
        : listed(choices, 'or'),
    );
  }
  const unless = clause.unless === undefined ? '' : `, unless ${describeCondition(clause.unless)}`;
  return `${parts.length === 0 ? 'nothing' : parts.join(' and ')}${unless}`;
}

function requirements(clause: Clause, definition: Definition): string[] {
  const parts: string[] = [];
  if (clause.signal !== undefined)
    parts.push(
      `"${labelOf(clause.signal, definition)}" in the last ${spanInWords(signalOf(clause.signal, definition)?.within ?? 0)}`,
    );
  if (clause.pattern !== undefined) parts.push(patternInWords(clause.pattern, definition));
  if (clause.account !== undefined) parts.push(accountInWords(clause.account));
  if (clause.fit !== undefined) parts.push(`fit ${gradesInWords(clause.fit)}`);
  if (clause.engagement !== undefined) parts.push(`engagement of at least ${clause.engagement / 10}`);
  if (clause.usage !== undefined) parts.push(`usage of at least ${clause.usage / 10}`);
  if (clause.total !== undefined) parts.push(`fit points and engagement of together at least ${clause.total / 10}`);
  return parts;
}

/** "Attended a webinar", "Visited pricing" twice, all within 72 hours, in this order. */
export function patternInWords(pattern: Pattern, definition: Definition): string {
  const places = pattern.places.map(
    ({ signal, count }) =>
      `"${labelOf(signal, definition)}"${count === 1 ? '' : count === 2 ? ' twice' : ` ${count} times`}`,
  );
  return `${listed(places, 'and')} within ${spanInWords(pattern.within)}${pattern.ordered ? ', in this order' : ''}`;
}

function accountInWords(account: NonNullable<Clause['account']>): string {
  const people = account.engagedLeads === 1 ? '1 person' : `${account.engagedLeads} people`;
  const together =
    account.engagement === undefined ? '' : `, together an engagement of at least ${account.engagement / 10}`;
  const roles =
    account.roles.length === 0
      ? ''
      : `, among them ${listed(
          account.roles.map((role) => `${/^[aeiou]/i.test(role) ? 'an' : 'a'} ${role}`),
          'and',
        )}`;
  return `${people} of one company engaged with at least ${account.engagedAt / 10} each${together}${roles}`;
}

function signalOf(name: string, definition: Definition): Signal | undefined {
  return [...(definition.engagement?.signals ?? []), ...(definition.usage?.signals ?? [])].find(
    (signal) => signal.name === name,
  );
}

function labelOf(name: string, definition: Definition): string {
  return signalOf(name, definition)?.label ?? name;
}
