// What is wrong with records of people and companies: attributes that are not filled in any more, tests, lists that were loaded.
import { MINUTE } from '../../base/duration.ts';
import { binomialGreater } from '../../statistics/binomial.ts';
import { quantile } from '../../statistics/quantile.ts';
import type { Finding } from './finding.ts';
import { commonest, monthOf, runsOf } from './months.ts';
import type { People, Person } from './people.ts';
import { BY_CHANCE } from './stand-out.ts';

/** More records of one minute than this were loaded, not born (K12); fewer where it is ten times what a busy minute has. */
const BULK = 50;
const BULK_IF_UNUSUAL = 20;
const UNUSUAL = 10;

/** Findings about people. */
export function peopleFindings(people: People, months: readonly string[]): Finding[] {
  return [...droppedAttributes(people, months), ...tests(people), ...loads(people)];
}

/** Months in which hardly any newcomer had an attribute that most others have: for a while, or to the end. */
export function droppedAttributes(people: People, months: readonly string[]): Finding[] {
  return people.coverage(months).flatMap(({ attribute, knownBy, people: came, of }) => {
    const shares = came.map((count, i) => (count < 5 ? undefined : (knownBy[i] as number) / count));
    const usual =
      quantile(
        shares.flatMap((share) => share ?? []),
        0.9,
      ) ?? 0;
    if (usual < 0.4) return [];
    const isLow = (i: number): boolean => (shares[i] ?? usual) < usual * 0.35;
    return runsOf(months.length, isLow).flatMap(([from, to]) => {
      const newcomers = came.slice(from, to).reduce((sum, count) => sum + count, 0);
      if (from < 2 || newcomers < 40) return [];
      const known = knownBy.slice(from, to).reduce((sum, count) => sum + count, 0);
      const middle = quantile(
        shares.flatMap((share, i) => (i >= from && i < to ? [] : (share ?? []))),
        0.5,
      );
      const byChance = binomialGreater(newcomers - known, newcomers, 1 - (middle ?? usual));
      if (byChance * months.length * people.names.length > BY_CHANCE) return [];
      const span = to === months.length ? `from ${months[from]} on` : `from ${months[from]} to ${months[to - 1]}`;
      return [
        {
          kind: 'attribute-dropped' as const,
          place: attribute,
          month: months[from] as string,
          size: newcomers,
          message: `${attribute} is known of hardly anybody who came ${span}, and of ${percent(usual)} in other months`,
          repair: 'find out which form or enrichment stopped filling it in, and enrich those who came then',
          weight: (0.3 * newcomers) / Math.max(1, of),
        },
      ];
    });
  });
}

function tests(people: People): Finding[] {
  const found = [...people.all()].filter(({ testOf }) => testOf !== undefined);
  if (found.length < 3) return [];
  return [
    {
      kind: 'test-records',
      place: commonest(found.map(({ testOf }) => testOf as string)) as string,
      month: monthOf(Math.min(...found.map(({ firstAt }) => firstAt))),
      size: found.length,
      message: `${found.length} people look like tests by their name or address`,
      repair: 'delete them, or flag their entries as test',
      weight: found.length / Math.max(1, people.size) / 2,
    },
  ];
}

function loads(people: People): Finding[] {
  const minutes = people.minutes();
  const usual = quantile([...minutes.values()], 0.99) ?? 0;
  const isLoad = (count: number): boolean => count > BULK || (count >= BULK_IF_UNUSUAL && count >= UNUSUAL * usual);
  return [...minutes]
    .filter(([, count]) => isLoad(count))
    .sort((a, b) => b[1] - a[1])
    .slice(0, 5)
    .map(([minute, count]) => ({
      kind: 'bulk-load' as const,
      place: placeOf(people, minute),
      month: monthOf(minute * MINUTE),
      size: count,
      message: `${count} people were created within the minute of ${new Date(minute * MINUTE).toISOString().slice(0, 16).replace('T', ' ')} UTC: a list was loaded`,
      repair: 'take their creation for no behaviour; give them the source of the list',
      weight: (0.3 * count) / Math.max(1, people.size),
    }));
}

/** The source that most people of a load have; `people` where no record names one. */
function placeOf(people: People, minute: number): string {
  const isLoaded = ({ createdAt }: Person): boolean =>
    createdAt !== undefined && Math.floor(createdAt / MINUTE) === minute;
  return commonest([...people.all()].filter(isLoaded).flatMap(({ source }) => source ?? [])) ?? 'people';
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
