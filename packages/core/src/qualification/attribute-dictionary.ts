// Attribute values as numbers: every value that a condition of the rulebook may read gets a position, the same for equal values.
// Attributes no condition mentions never enter.
import { canonicalJson } from '../base/canonical-json.ts';
import type { Condition, Mention } from '../definition/condition.ts';
import type { Definition } from '../definition/definition.ts';
import { type Json, own } from '../journal/json.ts';

/** Position 0 is *unknown*: absent or null. */
export const NO_VALUE = 0;

/** The attributes that a set of definitions (and `more` conditions beside them) reads, and the values seen so far. */
export class AttributeDictionary {
  /** Top-level names, e.g. `seniority`. */
  readonly lead: readonly string[];
  readonly account: readonly string[];
  private readonly values: Json[] = [null];
  private readonly positions = new Map<string | number, number>();

  constructor(definitions: readonly Definition[], more: readonly Mention[] = []) {
    const mentions = [...definitions.flatMap(attributeConditions).flatMap(({ mentions }) => mentions), ...more];
    this.lead = namesOf(mentions, 'lead', definitions.some(asksForRoles) ? ['role'] : []);
    this.account = namesOf(mentions, 'account', []);
  }

  /** The position of a value; null is {@link NO_VALUE}. */
  positionOf(value: Json): number {
    if (value === null) return NO_VALUE;
    const key = typeof value === 'number' ? value : canonicalJson(value);
    const known = this.positions.get(key);
    if (known !== undefined) return known;
    this.positions.set(key, this.values.length);
    return this.values.push(value) - 1;
  }

  /** The value at a position. */
  valueAt(position: number): Json {
    return this.values[position] ?? null;
  }

  /** `[attribute, value, attribute, value, …]` of the traits that matter; empty where none does. */
  encode(root: 'lead' | 'account', traits: Readonly<Record<string, Json>> | undefined): number[] {
    const pairs: number[] = [];
    if (traits === undefined) return pairs;
    const names = root === 'lead' ? this.lead : this.account;
    names.forEach((name, attribute) => {
      const value = own(traits, name);
      if (value !== undefined) pairs.push(attribute, this.positionOf(value));
    });
    return pairs;
  }
}

/** The conditions of a definition that read attributes: fit, disqualify, unless (in gates and `ready`). */
export function attributeConditions(definition: Definition): Condition[] {
  const clauses = [...definition.gates.map((gate) => gate.clause), definition.handoff.ready ?? {}];
  const unless = (clause: (typeof clauses)[number]): Condition[] => [
    ...(clause.unless === undefined ? [] : [clause.unless]),
    ...[...(clause.any ?? []), ...(clause.all ?? [])].flatMap(unless),
  ];
  return [
    ...(definition.fit?.criteria ?? []).map((criterion) => criterion.when),
    ...(definition.fit?.disqualify ?? []).map((rule) => rule.when),
    ...clauses.flatMap(unless),
  ];
}

function asksForRoles(definition: Definition): boolean {
  return JSON.stringify(definition.gates.map((gate) => gate.clause)).includes('"roles":["');
}

function namesOf(mentions: readonly Mention[], root: 'lead' | 'account', more: readonly string[]): string[] {
  const names = mentions.filter((mention) => mention.root === root).map((mention) => mention.path[0] ?? '');
  return [...new Set([...names, ...more])].sort();
}
