// A diagnosis names the fault of a company that has one, first and with its rep, source or month; and names none of them in companies that have none. With BATON_PROOF=1 on many seeds.
import { DISTORTIONS } from '@baton/core/reports/diagnosis/diagnosis-finding';
import type { FaultKind } from '@baton/core/simulate/faults/fault-kinds';
import { describe, expect, it } from 'vitest';
import { diagnosedCompany, EXPECTED, names } from './diagnosed.ts';

const isProof = process.env.BATON_PROOF === '1';
/** The seeds of the proof come from the hash of the commit in which the judged code was last changed, taken after it was made. Whoever works on it does so on other bases. */
const GRADED = '693afade1e4886e69867f00928106597fa0c836e';
const base = process.env.BATON_DIAGNOSIS_BASE ?? (isProof ? GRADED : 'diagnosis');
const SEEDS = isProof ? 10 : 1;
const CLEAN = isProof ? 12 : 2;
const KINDS = Object.keys(EXPECTED) as FaultKind[];
/** Judged in the proof alone: these need large companies, or hand many over. */
const COSTLY: ReadonlySet<FaultKind> = new Set(['dark-wins', 'loose-threshold', 'tight-threshold']);
const judged = isProof ? KINDS : KINDS.filter((kind) => !COSTLY.has(kind));

const told = (kind: FaultKind, seed: number) => {
  const { diagnosis, fault } = diagnosedCompany(`${base}/${kind}/${seed}`, kind);
  const isShown = fault !== undefined && fault.size >= (EXPECTED[kind]?.fewest ?? 0);
  const found = diagnosis.findings.map((each) => `${each.kind} at ${each.place} in ${each.month ?? 'all of it'}`);
  return {
    isShown,
    isFirst: fault !== undefined && names(diagnosis.findings[0], fault),
    says: `${kind} ${seed}: ${fault?.place} in ${fault?.month}, touching ${fault?.size}; found: ${found.join(', ')}`,
  };
};

describe('companies with one fault', () => {
  const results = KINDS.flatMap((kind) =>
    judged.includes(kind) ? Array.from({ length: SEEDS }, (_, seed) => told(kind, seed)) : [],
  );

  it('are mostly large enough for their fault to be shown', () => {
    expect(results.filter(({ isShown }) => isShown).length).toBeGreaterThanOrEqual(0.75 * results.length);
  });

  it('have it named first, with its place and month, in at least nine of ten', () => {
    const shown = results.filter(({ isShown }) => isShown);
    const missed = shown.filter(({ isFirst }) => !isFirst);
    expect(missed.length, missed.map(({ says }) => says).join('\n')).toBeLessThanOrEqual(
      isProof ? 0.1 * shown.length : 0,
    );
  });
});

describe('companies without a fault', () => {
  const found = Array.from(
    { length: CLEAN },
    (_, seed) => diagnosedCompany(`${base}/clean/${seed}`, undefined).diagnosis,
  );

  it('have no fault of conduct or of recording named, and no tight threshold', () => {
    const wrong: ReadonlySet<string> = new Set([...DISTORTIONS, 'too-tight', 'hungry', 'unseen-wins']);
    const alarms = found.flatMap(({ findings }) => findings.filter(({ kind }) => wrong.has(kind)));
    expect(alarms.map(({ kind, place, sentence }) => `${kind} at ${place}: ${sentence}`)).toEqual([]);
  });

  it('are judged all the same: their rates have verdicts', () => {
    for (const { verdicts } of found)
      expect(verdicts.filter(({ verdict }) => verdict !== 'not judged').length).toBeGreaterThan(5);
  });
});
