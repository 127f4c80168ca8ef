// Companies whose truth is known, read as the command reads them, and diagnosed. Only tests compare the simulator with what is told of its companies.
import type { Entry } from '@baton/core/journal/entry';
import { type Diagnosis, type DiagnosisOptions, diagnose } from '@baton/core/reports/diagnosis/diagnose';
import type { DiagnosisFinding, DiagnosisKind } from '@baton/core/reports/diagnosis/diagnosis-finding';
import { DiagnosisReading } from '@baton/core/reports/diagnosis/diagnosis-reading';
import { USUAL_SEGMENTS } from '@baton/core/reports/funnel/groups/dimensions';
import type { FaultKind } from '@baton/core/simulate/faults/fault-kinds';
import type { PlannedFault } from '@baton/core/simulate/faults/fault-plan';
import { simulate } from '@baton/core/simulate/simulate';

/** What a diagnosis has to say first of a company with one fault, where the fault is large enough to be shown. */
export interface Expected {
  readonly kinds: readonly DiagnosisKind[];
  /** Whether the finding's place is the fault's. */
  readonly isThere: (place: string, fault: PlannedFault) => boolean;
  /** By how many months the named month may be before and after the planted one; absent for faults that began with the history. */
  readonly months?: readonly [early: number, late: number];
  /** Touching fewer entries, deals or hand-offs it is beyond what numbers can show (as data health is graded). */
  readonly fewest: number;
  /** How large its companies have to be. */
  readonly company: { readonly leads: number; readonly years: number };
}

const SMALL = { leads: 2600, years: 1.5 };
const LARGE = { leads: 3600, years: 2 };
const same = (place: string, fault: PlannedFault): boolean => place === fault.place;

export const EXPECTED: Readonly<Partial<Record<FaultKind, Expected>>> = {
  'gamed-threshold': { kinds: ['threshold-edited'], isThere: same, months: [0, 0], fewest: 15, company: SMALL },
  'slow-response': { kinds: ['slow-response'], isThere: same, months: [0, 0], fewest: 12, company: SMALL },
  // Whoever turns nobody away by chance before looks so from the last one on.
  'accepts-everything': { kinds: ['accepts-everything'], isThere: same, months: [4, 2], fewest: 60, company: LARGE },
  'rejects-for-convenience': {
    kinds: ['rejects-for-convenience'],
    isThere: same,
    months: [1, 1],
    fewest: 15,
    company: SMALL,
  },
  'junk-campaign': {
    kinds: ['flooding-source'],
    isThere: (place, fault) => place.startsWith(fault.place),
    months: [0, 0],
    fewest: 30,
    company: SMALL,
  },
  'late-stages': { kinds: ['late-stages'], isThere: same, months: [0, 1], fewest: 20, company: SMALL },
  'dark-wins': {
    kinds: ['dark-wins'],
    isThere: (place) => place === 'won deals',
    months: [1, 2],
    fewest: 7,
    company: { leads: 7000, years: 1.5 },
  },
  'loose-threshold': { kinds: ['too-loose'], isThere: same, fewest: 1, company: SMALL },
  // What it misses shows in won deals, of which there have to be twenty.
  'tight-threshold': {
    kinds: ['hungry', 'unseen-wins', 'too-tight'],
    isThere: same,
    fewest: 1,
    company: { leads: 9000, years: 2 },
  },
};

/** Two passes over entries, and the diagnosis. */
export function diagnosisOf(entries: readonly Entry[], options: DiagnosisOptions = {}): Diagnosis {
  const reading = new DiagnosisReading({ attributes: USUAL_SEGMENTS });
  for (const entry of entries) reading.readSales(entry);
  for (const entry of entries) reading.readBehaviour(entry);
  return diagnose(reading.finish(), options);
}

/** A company with one fault or none, and its diagnosis. */
export function diagnosedCompany(seed: string, kind: FaultKind | undefined, { leads, years } = kindOf(kind).company) {
  const simulation = simulate({ seed, leads, years, faults: kind === undefined ? 'none' : [kind] });
  const entries = [...simulation.companyEntries, ...[...simulation.accounts].flatMap((account) => account.entries)];
  return { diagnosis: diagnosisOf(entries), fault: simulation.plan.faults[0], simulation };
}

function kindOf(kind: FaultKind | undefined): { readonly company: { readonly leads: number; readonly years: number } } {
  return (kind && EXPECTED[kind]) ?? { company: SMALL };
}

/** Whether a finding names a fault: its kind, its place, its month. */
export function names(finding: DiagnosisFinding | undefined, fault: PlannedFault): boolean {
  const expected = EXPECTED[fault.kind];
  if (finding === undefined || expected === undefined) return false;
  if (!expected.kinds.includes(finding.kind) || !expected.isThere(finding.place, fault)) return false;
  if (expected.months === undefined) return true;
  if (finding.month === undefined) return false;
  const number = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7));
  const off = number(finding.month) - number(fault.month);
  return off >= -expected.months[0] && off <= expected.months[1];
}
