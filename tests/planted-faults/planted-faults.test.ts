// `doctor` finds the planted faults of twenty simulated companies, each named with month and place, and names none on five clean ones. The graded seeds come from the hash of a commit
// made after the graded code: graded-seeds.json says which, and how. Whoever works on data health does so on other bases: BATON_FAULTS_BASE=anything npx vitest run tests/planted-faults
import { readFileSync } from 'node:fs';
import type { Finding } from '@baton/core/reports/health/finding';
import { ALL_TOGETHER } from '@baton/core/simulate/faults/fault-kinds';
import type { PlannedFault } from '@baton/core/simulate/faults/fault-plan';
import { beforeAll, describe, expect, it } from 'vitest';
import { companiesOf, judged, type Planted } from './companies.ts';
import { isShown, names, unexplained } from './grade.ts';

const graded = JSON.parse(readFileSync(new URL('graded-seeds.json', import.meta.url), 'utf8')) as {
  readonly base: string;
};
const base = process.env.BATON_FAULTS_BASE ?? graded.base;
/** Every other company is a sample; the proof, and whoever names a base, looks at all. */
const isWhole = process.env.BATON_PROOF !== undefined || process.env.BATON_FAULTS_BASE !== undefined;
const FAULTY = isWhole ? 20 : 10;

interface Graded {
  readonly company: string;
  readonly planted: readonly Planted[];
  readonly findings: readonly Finding[];
}

const told = ({ kind, place, month }: Pick<Finding, 'kind' | 'place' | 'month'>): string =>
  `${kind} at ${place} in ${month}`;
const planted = ({ kind, place, month, size }: PlannedFault): string =>
  `${kind} at ${place} in ${month}, touching ${size}`;

const companies: Graded[] = [];
beforeAll(() => {
  for (const [i, wanted] of companiesOf(base).entries()) {
    if (!isWhole && i % 2 === 1) continue;
    const { health, planted: faults } = judged(wanted);
    companies.push({ company: `company ${i + 1}`, planted: faults, findings: health.findings });
  }
}, 600_000);

describe('twenty companies with faults', () => {
  const faulty = (): Graded[] => companies.filter((company) => company.planted.length > 0);

  it('have every kind of fault planted in several of the twenty, most of them large enough to be shown', () => {
    expect(faulty()).toHaveLength(FAULTY);
    const faults = faulty().flatMap((company) => company.planted);
    const dealt = isWhole ? faults.map(({ kind }) => kind) : companiesOf(base).flatMap((company) => company.faults);
    const rare = ALL_TOGETHER.filter((kind) => dealt.filter((each) => each === kind).length < 2);
    expect(rare).toEqual([]);
    // Of a sample, those kinds that it was dealt more than once.
    const often = ALL_TOGETHER.filter((kind) => isWhole || faults.filter((fault) => fault.kind === kind).length > 1);
    expect(often.length).toBeGreaterThan(ALL_TOGETHER.length / 4);
    const unseen = often.filter((kind) => !faults.some((fault) => fault.kind === kind && isShown(fault)));
    expect(unseen).toEqual([]);
    expect(faults.filter(isShown).length).toBeGreaterThanOrEqual(0.9 * faults.length);
  });

  it('have each fault that data can show named, with its month and place', () => {
    const missed = faulty().flatMap(({ company, planted: faults, findings }) =>
      faults
        .filter((fault) => isShown(fault) && !findings.some((finding) => names(finding, fault, faults)))
        .map((fault) => `${company}: ${planted(fault)}; found: ${findings.map(told).join(', ')}`),
    );
    expect(missed).toEqual([]);
  });

  it('have nothing named that was not planted', () => {
    const alarms = faulty().flatMap(({ company, planted: faults, findings }) =>
      unexplained(findings, faults).map((finding) => `${company}: ${told(finding)}: ${finding.message}`),
    );
    expect(alarms).toEqual([]);
  });
});

describe('five clean companies', () => {
  it('have no fault named', () => {
    const clean = companies.filter((company) => company.planted.length === 0);
    expect(clean).toHaveLength(isWhole ? 5 : 3);
    expect(clean.flatMap(({ company, findings }) => findings.map((finding) => `${company}: ${told(finding)}`))).toEqual(
      [],
    );
  });
});

describe('the grading', () => {
  const fault = { kind: 'late-data', month: '2025-03', place: 'web', from: 0, until: 0, size: 500 } as PlannedFault;
  const finding = {
    kind: 'late-data',
    place: 'web',
    month: '2025-03',
    size: 1,
    message: '',
    repair: '',
    weight: 0,
  } as const;

  it('takes a fault for named by its own kind, place and month alone', () => {
    expect(names(finding, fault, [fault])).toBe(true);
    for (const other of [{ kind: 'clock-skew' }, { place: 'app' }, { month: '2025-05' }, { month: '2025-02' }] as const)
      expect(names({ ...finding, ...other }, fault, [fault]), JSON.stringify(other)).toBe(false);
    const { month: _, ...undated } = finding;
    expect(names(undated, fault, [fault])).toBe(false);
  });

  it('calls a finding that nothing explains a false alarm', () => {
    expect(unexplained([finding], [fault])).toEqual([]);
    expect(unexplained([{ ...finding, place: 'app' }], [fault])).toHaveLength(1);
    expect(unexplained([finding], [])).toHaveLength(1);
  });
});
