// A diagnosis of a definition that is replayed: what only a definition can be asked, wins just under its bar, hand-offs that hang on one signal, points for what is easy to track.
import type { Definition } from '@baton/core/definition/definition';
import { parseDefinition } from '@baton/core/definition/parse-definition';
import { diagnose } from '@baton/core/reports/diagnosis/diagnose';
import { DiagnosisReading } from '@baton/core/reports/diagnosis/diagnosis-reading';
import { lowered } from '@baton/core/reports/diagnosis/near-misses';
import { ReplayedHandoffs } from '@baton/core/reports/funnel/replayed-handoffs';
import { describe, expect, it } from 'vitest';
import { companyEntries } from '../funnel-report/told.ts';

function definitionOf(signals: string, bar: number): Definition {
  const parsed = parseDefinition(`
definition: played
language: 1
engagement:
  signals:
${signals}
qualify:
  mql: { engagement: ${bar} }
`);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}

const DEMO = `    demo: { when: 'entry.name == "Demo Requested"', points: 60, within: 30d }`;
const MIXED = `${DEMO}
    webinar: { when: 'entry.name == "Webinar Attended"', points: 35, within: 60d }
    trial: { when: 'entry.name == "Trial Started"', points: 35, within: 60d }`;
const VIEWS = `    page: { when: 'entry.kind == "page"', points: 5, within: 30d, atMost: 6 }
    download: { when: 'entry.name == "Content Downloaded"', points: 15, within: 60d, atMost: 3 }`;

const entries = companyEntries({ seed: 'replayed', leads: 1200, years: 1.5 });

function diagnosisOf(definition: Definition) {
  const inForce = [{ definition, effectiveAt: 0 }];
  const replayed = new ReplayedHandoffs(inForce);
  const reading = new DiagnosisReading({
    handoffs: () => replayed.handoffs(),
    nearMisses: () => replayed.handoffs(undefined, [{ definition: lowered(definition), effectiveAt: 0 }]),
  });
  for (const entry of entries) {
    reading.readSales(entry);
    replayed.add(entry);
  }
  for (const entry of entries) reading.readBehaviour(entry);
  const read = reading.finish();
  return { read, diagnosis: diagnose(read, { definitions: [definition] }) };
}

describe('a definition that is replayed', () => {
  it('is held against a bar just under it: who would have come in addition is counted', () => {
    const { read, diagnosis } = diagnosisOf(definitionOf(MIXED, 65));
    expect(read.nearMisses?.length).toBeGreaterThan(read.facts.handoffs.length + 10);
    const accounts = new Set(read.nearMisses?.map(({ account }) => account));
    expect(read.facts.handoffs.filter(({ account }) => !accounts.has(account))).toEqual([]);
    expect(diagnosis.verdicts.some(({ measure }) => measure === 'missed just under the bar')).toBe(true);
  });

  it('that one signal opens is told with that signal, and misses nothing just under a bar that is met at once', () => {
    const { findings } = diagnosisOf(definitionOf(DEMO, 60)).diagnosis;
    expect(findings.find(({ kind }) => kind === 'one-signal')?.sentence).toContain('"demo"');
    expect(findings.map(({ kind }) => kind)).not.toContain('missed-wins');
    expect(findings.map(({ kind }) => kind)).not.toContain('easy-signals');
  });

  it('that pays for page views and downloads rewards what is easy to track, by name', () => {
    const { findings, notJudged } = diagnosisOf(definitionOf(VIEWS, 40)).diagnosis;
    expect(findings.find(({ kind }) => kind === 'easy-signals')).toMatchObject({
      place: 'played',
      names: ['page', 'download'],
    });
    expect(notJudged.map(({ what }) => what)).not.toContain('points for what is easy to track');
  });
});

describe('a lower bar', () => {
  it('lowers every threshold of points, and nothing else', () => {
    const [gate] = lowered(definitionOf(MIXED, 65)).gates;
    expect(gate?.clause).toEqual({ engagement: 500 });
    expect(lowered(definitionOf(MIXED, 5)).gates[0]?.clause).toEqual({ engagement: 10 });
  });
});
