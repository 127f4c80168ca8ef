// People with two records in one system: the same address, or the same name at the same company, under two ids.
import type { Entry } from '../../journal/entry.ts';
import { subjectOf } from '../../journal/identifiers.ts';
import type { Finding } from './finding.ts';
import { monthOf, spanOf } from './months.ts';
import { stretchOf } from './stand-out.ts';

interface PersonRecord {
  at: number;
  email: string | undefined;
  alike: string | undefined;
}

/** Collects records of people, by the system that holds them. */
export class Doubles {
  private readonly bySource = new Map<string, Map<string, PersonRecord>>();

  add(entry: Entry): void {
    if (entry.kind !== 'identify') return;
    const subject = subjectOf(entry);
    if (subject === undefined || !subject.startsWith('user:')) return;
    const records = this.bySource.get(entry.source) ?? new Map<string, PersonRecord>();
    this.bySource.set(entry.source, records);
    const record = records.get(subject) ?? { at: entry.occurredAt, email: undefined, alike: undefined };
    records.set(subject, record);
    record.at = Math.min(record.at, entry.occurredAt);
    record.email ??= entry.email;
    record.alike ??= alikeOf(entry);
  }

  findings(months: readonly string[]): Finding[] {
    return [...this.bySource].flatMap(([source, records]) => {
      const { seconds, created, groups } = seconded([...records.values()], months);
      const second = seconds.reduce((sum, count) => sum + count, 0);
      const stretch = stretchOf(seconds, created, {
        fewest: 5,
        times: 3,
        share: 0.03,
        places: this.bySource.size,
        until: 'any',
      });
      if (stretch === undefined && (groups < 5 || second < 0.01 * records.size)) return [];
      const size = stretch?.count ?? second;
      const when = stretch === undefined ? '' : ` ${spanOf(months, stretch.from, stretch.to)}`;
      return [
        {
          kind: 'duplicate-people' as const,
          place: source,
          ...(stretch !== undefined && { month: months[stretch.from] as string }),
          size,
          message: `${size} of ${stretch?.of ?? records.size} records of people that ${source} made${when} are second ones: the address, or name and company, of another`,
          repair: 'merge them in the CRM: what one person does is counted for two who both stay below the threshold',
          weight: (0.5 * size) / Math.max(1, records.size),
        },
      ];
    });
  }
}

/** Second records by month, and all. */
function seconded(
  records: readonly PersonRecord[],
  months: readonly string[],
): { readonly seconds: number[]; readonly created: number[]; readonly groups: number } {
  const position = new Map(months.map((month, i) => [month, i]));
  const [seconds, created] = [months.map(() => 0), months.map(() => 0)];
  const seen = new Set<string>();
  const groups = new Set<string>();
  for (const { at, email, alike } of [...records].sort((a, b) => a.at - b.at)) {
    const month = position.get(monthOf(at)) ?? 0;
    created[month] = (created[month] as number) + 1;
    const keys = [email, alike].flatMap((key) => key ?? []);
    const known = keys.find((key) => seen.has(key));
    if (known !== undefined) {
      seconds[month] = (seconds[month] as number) + 1;
      groups.add(known);
    }
    for (const key of keys) seen.add(key);
  }
  return { seconds, created, groups: groups.size };
}

/** Name and company, written alike. */
function alikeOf(entry: Extract<Entry, { readonly kind: 'identify' | 'group' }>): string | undefined {
  const { firstName, lastName } = entry.lead ?? {};
  const company = entry.account?.name ?? entry.accountId ?? entry.domain;
  return typeof firstName === 'string' && typeof lastName === 'string' && typeof company === 'string'
    ? `${firstName} ${lastName}|${company}`.toLowerCase()
    : undefined;
}
