// Whether one clause can only hold where another holds: compared requirement by requirement, on the safe side (a false answer claims nothing).
import type { Clause } from '../definition.ts';
import { plain } from '../plain-form.ts';

const MOST_ALTERNATIVES = 64;
type Requirement = Omit<Clause, 'any' | 'all'>;

/** True where `stricter` holding makes sure that `milder` holds. */
export function implies(stricter: Clause, milder: Clause): boolean {
  const alternatives = alternativesOf(stricter);
  const accepted = alternativesOf(milder);
  if (alternatives === undefined || accepted === undefined) return false;
  return alternatives.every((one) => accepted.some((other) => meets(one, other)));
}

/** The clause as a list of alternatives, each a list of requirements that must all hold; undefined where there are too many. */
function alternativesOf(clause: Clause): Requirement[][] | undefined {
  const { any, all, ...own } = clause;
  let found: Requirement[][] = [[own]];
  for (const each of all ?? []) {
    const inner = alternativesOf(each);
    if (inner === undefined || found.length * inner.length > MOST_ALTERNATIVES) return undefined;
    found = found.flatMap((one) => inner.map((other) => [...one, ...other]));
  }
  if (any === undefined) return found;
  const choices = any.map(alternativesOf);
  if (choices.includes(undefined)) return undefined;
  const flat = choices.flatMap((choice) => choice ?? []);
  if (found.length * flat.length > MOST_ALTERNATIVES) return undefined;
  return found.flatMap((one) => flat.map((other) => [...one, ...other]));
}

/** Every requirement of `wanted` is made sure of by one of `given`. */
function meets(given: readonly Requirement[], wanted: readonly Requirement[]): boolean {
  return wanted.every((want) =>
    (Object.keys(want) as (keyof Requirement)[]).every((key) => given.some((have) => meetsOne(have, want, key))),
  );
}

function meetsOne(have: Requirement, want: Requirement, key: keyof Requirement): boolean {
  if (have[key] === undefined) return false;
  if (key === 'fit') return have.fit?.every((grade) => want.fit?.includes(grade)) ?? false;
  if (key === 'engagement' || key === 'usage' || key === 'total') return (have[key] as number) >= (want[key] as number);
  if (key === 'account') return meetsAccount(have.account as Account, want.account as Account);
  return JSON.stringify(plain(have[key])) === JSON.stringify(plain(want[key]));
}

type Account = NonNullable<Clause['account']>;

function meetsAccount(have: Account, want: Account): boolean {
  return (
    have.engagedLeads >= want.engagedLeads &&
    have.engagedAt >= want.engagedAt &&
    (want.engagement === undefined || (have.engagement ?? 0) >= want.engagement) &&
    want.roles.every((role) => have.roles.includes(role))
  );
}
