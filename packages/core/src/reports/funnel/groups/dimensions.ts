// What hand-offs are grouped by: source, campaign, what is known of them, track, version, rep, month.
import { type Month, monthAt } from '../../../base/zoned-months.ts';
import type { HandoffFact } from '../../../funnel/funnel-facts.ts';
import type { Beside } from '../journeys.ts';
import type { Contract } from '../sales/contract.ts';
import { type Asked, Coding, type Grouping, sourceOf } from './grouping.ts';

/** Contracts by definition's name: legacy has none. */
export type Contracts = ReadonlyMap<string, Contract>;

/** Attributes that are asked for where nobody names any, in order of how much they tell. */
export const USUAL_SEGMENTS = [
  'account.segment',
  'account.industry',
  'account.employees',
  'account.country',
  'lead.seniority',
];

/** Every grouping of the report, and what has to see each hand-off before they can be told. */
export interface Groupings {
  readonly beside: Beside;
  readonly finish: () => readonly Grouping[];
}

/** Groups `size` hand-offs by everything that the report tells. `asked` are attributes that are told whatever is known of them; else the first two that are known of a third of the hand-offs. */
export function groupingsOf(
  size: number,
  months: readonly Month[],
  contracts: Contracts,
  asked: readonly string[] | undefined,
): Groupings {
  const segments = asked ?? USUAL_SEGMENTS;
  const known = segments.map(() => 0);
  const everything: readonly Asked[] = [
    { dimension: 'source', read: ({ origin }) => sourceOf(origin) },
    { dimension: 'campaign', read: ({ origin }) => origin.campaign },
    ...segments.map((dimension, number) => ({
      dimension,
      read: ({ origin }: HandoffFact) => {
        const value = origin.attributes[dimension];
        if (value !== undefined) known[number] = (known[number] as number) + 1;
        return value;
      },
    })),
    {
      dimension: 'track',
      read: ({ definition, origin }) => contracts.get(definition)?.trackOf(origin.gate) ?? 'MQL',
    },
    { dimension: 'definition version', read: versionNames() },
    { dimension: 'rep', read: ({ steps }) => steps.rep },
    { dimension: 'month', read: ({ at }) => months[monthAt(months, at)]?.name, inOrder: true },
  ];
  const codings = everything.map((each) => new Coding(each, size));
  return {
    beside: (fact, i, isIn) => {
      for (const coding of codings) coding.add(fact, i, isIn);
    },
    finish: () => {
      const told = asked ?? usualOf(known, size);
      return codings
        .filter(({ dimension }) => !segments.includes(dimension) || told.includes(dimension))
        .map((coding) => coding.finish());
    },
  };
}

/** Names of versions, each put together once. */
function versionNames(): (fact: HandoffFact) => string {
  const names = new Map<string, Map<string, string>>();
  return ({ definition, origin: { version } }) => {
    if (version === undefined) return definition;
    let own = names.get(definition);
    if (own === undefined) {
      own = new Map();
      names.set(definition, own);
    }
    let name = own.get(version);
    if (name === undefined) {
      name = `${definition} ${version}`;
      own.set(version, name);
    }
    return name;
  };
}

/** The first two usual segments that are known of a third of the hand-offs; `known` counts of how many each is. */
function usualOf(known: readonly number[], all: number): string[] {
  if (all === 0) return [];
  return USUAL_SEGMENTS.filter((_, number) => 3 * (known[number] as number) >= all).slice(0, 2);
}
