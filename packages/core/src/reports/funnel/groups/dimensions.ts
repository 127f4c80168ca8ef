// What hand-offs are grouped by: source, campaign, what is known of them, track, version, rep, month.
import type { Month } from '../../../base/zoned-months.ts';
import type { HandoffFact } from '../../../funnel/funnel-facts.ts';
import type { Journeys } from '../journeys.ts';
import type { Contract } from '../sales/contract.ts';
import { type Grouping, groupedBy, sourceOf } from './grouping.ts';

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

/** Every grouping of the report. `asked` are attributes that are told whatever is known of them; else the first two that are known of a third of the hand-offs. */
export function groupingsOf(
  journeys: Journeys,
  months: readonly Month[],
  monthOf: Int32Array,
  contracts: Contracts,
  asked: readonly string[] | undefined,
): readonly Grouping[] {
  const by = (dimension: string, read: (fact: HandoffFact, i: number) => string | undefined, options = {}): Grouping =>
    groupedBy(dimension, journeys, read, options);
  return [
    by('source', ({ origin }) => sourceOf(origin)),
    by('campaign', ({ origin }) => origin.campaign),
    ...(asked ?? knownSegments(journeys)).map((name) => by(name, ({ origin }) => origin.attributes[name])),
    by('track', ({ definition, origin }) => contracts.get(definition)?.trackOf(origin.gate) ?? 'MQL'),
    by('definition version', ({ definition, origin }) =>
      origin.version === undefined ? definition : `${definition} ${origin.version}`,
    ),
    by('rep', ({ steps }) => steps.rep),
    by('month', (_, i) => months[monthOf[i] as number]?.name, { inOrder: true }),
  ];
}

function knownSegments({ facts }: Journeys): string[] {
  const known = USUAL_SEGMENTS.filter(
    (name) => 3 * facts.filter(({ origin }) => origin.attributes[name] !== undefined).length >= facts.length,
  );
  return facts.length === 0 ? [] : known.slice(0, 2);
}
