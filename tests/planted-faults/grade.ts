// Holds findings against planted faults: which finding a fault must be named by, with which place and in which month. What data health says is judged here and nowhere else.
import type { Finding, FindingKind } from '@baton/core/reports/health/finding';
import type { FaultKind } from '@baton/core/simulate/faults/fault-kinds';
import type { PlannedFault } from '@baton/core/simulate/faults/fault-plan';
import type { Planted } from './companies.ts';

/** How a fault has to be named. */
interface Expected {
  readonly kind: FindingKind;
  /** What the finding's place is, exactly; or a test of it. */
  readonly place: (place: string, fault: PlannedFault) => boolean;
  /** By how many months the named month may be before and after the planted one. */
  readonly early: number;
  readonly late: number;
  /** Touching fewer than so many entries, people, answers or deals, a fault is beyond what data can show. */
  readonly fewest: number;
}

const same = (place: string, fault: PlannedFault): boolean => place === fault.place;
const called =
  (name: string) =>
  (place: string): boolean =>
    place === name;
const feed = (place: string, fault: PlannedFault): boolean =>
  place === `${fault.place.startsWith('/') ? 'page' : 'track'} ${fault.place}`;

/**
 * Months are planted by the calendar of Berlin and named in UTC. What touches much of a month has to be named in that very month. What shows in a handful of deals or answers a month may be
 * named some months off, for no data can date it better: a quarter may end with no stalled deal to close. A rep who takes everybody looks so since the last one he turned away; a field
 * that is filled in after wins shows with the first of them.
 */
export const EXPECTED: Readonly<Record<FaultKind, Expected>> = {
  'late-data': { kind: 'late-data', place: same, early: 0, late: 0, fewest: 20 },
  duplicates: { kind: 'duplicate-entries', place: same, early: 0, late: 0, fewest: 20 },
  'out-of-order': { kind: 'out-of-order', place: same, early: 0, late: 0, fewest: 20 },
  'broken-rows': { kind: 'broken-rows', place: same, early: 0, late: 0, fewest: 20 },
  'clock-skew': { kind: 'clock-skew', place: same, early: 0, late: 0, fewest: 20 },
  'bulk-load': { kind: 'bulk-load', place: same, early: 0, late: 0, fewest: 35 },
  'tracking-gap': { kind: 'feed-gap', place: feed, early: 0, late: 0, fewest: 60 },
  'renamed-events': {
    kind: 'feed-renamed',
    place: (place, fault) => feed(place.split(' → ')[0] ?? '', fault),
    early: 0,
    late: 0,
    fewest: 60,
  },
  'attribute-gap': { kind: 'attribute-dropped', place: same, early: 0, late: 0, fewest: 60 },
  'leaking-field': { kind: 'attribute-leaks', place: same, early: 0, late: 2, fewest: 12 },
  'duplicate-people': { kind: 'duplicate-people', place: same, early: 0, late: 0, fewest: 15 },
  competitor: { kind: 'reads-everything', place: same, early: 0, late: 1, fewest: 16 },
  'test-records': { kind: 'test-records', place: same, early: 0, late: 1, fewest: 3 },
  'machine-wave': { kind: 'machine-clicks', place: called('mail clicks'), early: 0, late: 0, fewest: 200 },
  'junk-campaign': {
    kind: 'junk-campaign',
    place: (place, fault) => place.startsWith(fault.place),
    early: 0,
    late: 0,
    fewest: 30,
  },
  'gamed-threshold': { kind: 'threshold-gamed', place: same, early: 0, late: 0, fewest: 15 },
  'new-product': {
    kind: 'feed-started',
    place: (place, fault) => place.toLowerCase().includes(fault.place.toLowerCase()),
    early: 0,
    late: 1,
    fewest: 200,
  },
  'slow-response': { kind: 'slow-response', place: same, early: 0, late: 0, fewest: 12 },
  'accepts-everything': { kind: 'accepts-everything', place: same, early: 0, late: 2, fewest: 60 },
  'rejects-for-convenience': { kind: 'rejects-alike', place: same, early: 1, late: 1, fewest: 15 },
  'late-stages': { kind: 'late-stages', place: same, early: 0, late: 1, fewest: 20 },
  'bulk-closed': { kind: 'bulk-closing', place: called('lost deals'), early: 0, late: 5, fewest: 12 },
  'deals-without-people': { kind: 'deals-without-people', place: same, early: 0, late: 1, fewest: 8 },
  'dark-wins': { kind: 'dark-wins', place: called('won deals'), early: 1, late: 2, fewest: 7 },
  // Rules that were wrong from the first day on are no fault of data: a diagnosis names them.
  'loose-threshold': { kind: 'threshold-gamed', place: same, early: 0, late: 0, fewest: Number.POSITIVE_INFINITY },
  'tight-threshold': { kind: 'threshold-gamed', place: same, early: 0, late: 0, fewest: Number.POSITIVE_INFINITY },
};

/** Months from one to another: `2025-01` to `2025-03` is 2. */
function between(from: string, to: string): number {
  const number = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7));
  return number(to) - number(from);
}

/** What a page or event is called when the fault begins, where another fault has given it a new name by then. */
function nameThen(fault: PlannedFault, planted: readonly PlannedFault[]): PlannedFault {
  const renamed = planted.find(({ kind, place }) => kind === 'renamed-events' && place === fault.place);
  if (fault.kind !== 'tracking-gap' || renamed === undefined || renamed.from > fault.from) return fault;
  return { ...fault, place: fault.place === '/pricing' ? '/plans' : 'Resource Downloaded' };
}

/** Months for which a fault cannot be seen for another: a scanner's opens and clicks are no burst of three while opens are not recorded. */
function monthsHidden(fault: PlannedFault, planted: readonly PlannedFault[]): number {
  const gap = planted.find(({ kind, place }) => kind === 'tracking-gap' && place === 'Email Opened');
  const isHidden =
    fault.kind === 'machine-wave' && gap !== undefined && gap.from <= fault.from && fault.from < gap.until;
  return isHidden ? between(fault.month, new Date(gap.until).toISOString().slice(0, 7)) + 1 : 0;
}

/** Whether a finding names a fault: its kind, its place, its month. */
export function names(finding: Finding, planted: Planted, all: readonly Planted[]): boolean {
  const fault = nameThen(planted, all);
  const { kind, place, early, late } = EXPECTED[fault.kind];
  if (finding.kind !== kind || !place(finding.place, fault) || finding.month === undefined) return false;
  const off = between(fault.month, finding.month);
  const { looksSoFrom = fault.month, touchesFrom = fault.month } = planted;
  const atLatest = late + between(fault.month, touchesFrom) + monthsHidden(fault, all);
  return off >= -early - between(looksSoFrom, fault.month) && off <= atLatest;
}

/** Whether data can show a fault at all. */
export function isShown({ kind, size }: PlannedFault): boolean {
  return size >= EXPECTED[kind].fewest;
}

/** Findings that no planted fault explains. One of a fault too small to be shown need not date it. */
export function unexplained(findings: readonly Finding[], planted: readonly Planted[]): Finding[] {
  const isSmall = (finding: Finding, fault: Planted): boolean =>
    !isShown(fault) && names({ ...finding, month: fault.month }, fault, planted);
  return findings.filter(
    (finding) => !planted.some((fault) => names(finding, fault, planted) || isSmall(finding, fault)),
  );
}
