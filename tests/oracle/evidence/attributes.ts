// What is known of a lead and of an account as of now (R12), the fit it makes (R13) and what disqualifies.
import type { Definition, Grade } from '@baton/core/definition/definition';
import type { Entry, Json } from '@baton/core/journal/entry';
import type { FitGrade } from '@baton/core/kernel/decision';
import type { Account, Lead } from '../identity/grouping.ts';
import { type Reader, readsOnly, truthOf } from '../reading/conditions.ts';
import { entriesOfAccount, entriesOfLead, labelsOf, type View } from './view.ts';

/** Reads attributes of a lead and its account, or of an account alone. */
export function attributeReader(view: View, account: Account, lead?: Lead): Reader {
  const ofAccount = entriesOfAccount(view, account);
  const ofLead = lead === undefined ? [] : entriesOfLead(view, lead);
  return ({ root, path: [name, ...rest] }) => {
    if (name === undefined || root === 'entry') return undefined;
    let value = latest(root === 'account' ? ofAccount : ofLead, root, name);
    for (const step of rest) {
      const within = value;
      value =
        typeof within === 'object' && within !== null && !Array.isArray(within)
          ? (within as Readonly<Record<string, Json>>)[step]
          : undefined;
    }
    return value;
  };
}

function latest(ascending: readonly Entry[], root: 'lead' | 'account', name: string): Json | undefined {
  let value: Json | undefined;
  for (const entry of ascending) {
    if (entry.kind !== 'identify' && entry.kind !== 'group') continue;
    const given = entry[root];
    if (given !== undefined && Object.hasOwn(given, name)) value = given[name];
  }
  return value;
}

/** The fit of a lead, or of an account (then by the criteria that read `account` alone). */
export function fitOf(definition: Definition, read: Reader, ofAccount: boolean): FitGrade | undefined {
  const { fit } = definition;
  if (fit === undefined) return undefined;
  const criteria = fit.criteria.filter((each) => !ofAccount || readsOnly(each.when, 'account'));
  const judged = criteria.map((each) => ({ ...each, outcome: truthOf(each.when, read) }));
  const gradeAt = (tenths: number): Grade =>
    tenths >= fit.grades.A ? 'A' : tenths >= fit.grades.B ? 'B' : tenths >= fit.grades.C ? 'C' : 'D';
  const sum = (points: readonly number[]): number => points.reduce((a, b) => a + b, 0);
  const size = sum(judged.map((each) => Math.abs(each.points)));
  const known = sum(judged.map((each) => (each.outcome === 'unknown' ? 0 : Math.abs(each.points))));
  const tenths = sum(judged.map((each) => (each.outcome === 'true' ? each.points : 0)));
  const open = judged.filter((each) => each.outcome === 'unknown').map((each) => each.points);
  return {
    grade: size === 0 || known * 2 < size ? '?' : gradeAt(tenths),
    tenths,
    known: size === 0 ? 0 : Math.floor((known * 1000) / size),
    couldBe: [
      gradeAt(tenths + sum(open.map((points) => Math.min(0, points)))),
      gradeAt(tenths + sum(open.map((points) => Math.max(0, points)))),
    ],
    criteria: judged.map((each) => ({
      criterion: each.name,
      outcome: each.outcome,
      tenths: each.outcome === 'true' ? each.points : 0,
    })),
  };
}

/** The names of what disqualifies a lead, or an account (then by conditions that read `account` alone). */
export function disqualifiedBy(
  view: View,
  definition: Definition,
  account: Account,
  read: Reader,
  ofAccount: boolean,
): string[] {
  const rules = (definition.fit?.disqualify ?? []).filter((each) => !ofAccount || readsOnly(each.when, 'account'));
  const names = rules.filter((each) => truthOf(each.when, read) === 'true').map((each) => each.name);
  return [...names, ...labelsOf(view, account)];
}
