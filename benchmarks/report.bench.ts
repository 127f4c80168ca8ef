// The whole funnel report of a million hand-offs: a simulated company's facts, repeated with other names and other instants until there are so many, counted by the report that people read.
import { cpus, loadavg } from 'node:os';
import { createRandom } from '../packages/core/src/base/random.ts';
import type { DealFact, HandoffFact } from '../packages/core/src/funnel/funnel-facts.ts';
import { type FunnelRead, FunnelReading } from '../packages/core/src/reports/funnel/funnel-reading.ts';
import { funnelReport } from '../packages/core/src/reports/funnel/funnel-report.ts';
import { USUAL_SEGMENTS } from '../packages/core/src/reports/funnel/groups/dimensions.ts';
import { simulate } from '../packages/core/src/simulate/simulate.ts';
import { median, processorSecondsOf, resultsOf, saveResults, secondsOf } from './results.ts';

const asked = (name: string, fallback: number): number => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? fallback : Number(process.argv[at + 1]);
};
const handoffs = asked('handoffs', 1_000_000);
const passes = asked('passes', 5);
const tell = (line: string): void => console.error(line);

/** Thirty days. */
const LONGEST_SHIFT = 30 * 86_400_000;

/** What two passes over three simulated years tell. */
function company(): FunnelRead {
  const { accounts, companyEntries } = simulate({ seed: 'report', leads: 20_000, years: 3 });
  const entries = [...companyEntries, ...[...accounts].flatMap((account) => account.entries)];
  const reading = new FunnelReading({ attributes: USUAL_SEGMENTS });
  for (const entry of entries) reading.readSales(entry);
  for (const entry of entries) reading.readBehaviour(entry);
  return reading.finish();
}

/** Every instant later by as much, all the way down; names stay as they are. */
function shifted<T>(value: T, by: number): T {
  if (typeof value === 'number') return (value + by) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, shifted(each, by)])) as T;
}

/** The same company again and again, each time with names of its own and some days and milliseconds earlier. */
function repeated(read: FunnelRead, size: number): FunnelRead {
  const random = createRandom(7);
  const all: HandoffFact[] = [];
  const deals: DealFact[] = [];
  for (let copy = 0; all.length < size; copy++) {
    const by = -random.integer(0, LONGEST_SHIFT);
    // Through JSON, as names come out of a journal: one piece each.
    const own = (id: string): string => JSON.parse(JSON.stringify(`${id} ${copy}`));
    for (const deal of read.facts.deals) {
      const { money, ...rest } = deal;
      deals.push({
        ...shifted(rest, by),
        ...(money !== undefined && { money }),
        deal: own(deal.deal),
        account: own(deal.account),
        ...(deal.handoff !== undefined && { handoff: own(deal.handoff) }),
      });
    }
    for (const each of read.facts.handoffs.slice(0, size - all.length))
      all.push({
        ...shifted(each, by),
        handoff: own(each.handoff),
        lead: own(each.lead),
        account: own(each.account),
      });
  }
  return { ...read, first: read.first - LONGEST_SHIFT, facts: { ...read.facts, handoffs: all, deals } };
}

const once = company();
const read = repeated(once, handoffs);
tell(
  `${read.facts.handoffs.length} hand-offs and ${read.facts.deals.length} deals, from ${once.facts.handoffs.length} of a simulated company`,
);
/** Others want more than the processors have: then no wall clock says anything. */
const isBusy = (loadavg()[0] as number) > cpus().length;
const measured = Array.from({ length: passes }, () => {
  let processor = 0;
  const wall = secondsOf(() => {
    processor = processorSecondsOf(() => {
      const { mqls } = funnelReport(read);
      if (mqls !== read.facts.handoffs.length)
        throw new Error(`${mqls} of ${read.facts.handoffs.length} hand-offs are told`);
    });
  });
  tell(`${wall.toFixed(2)} s, ${processor.toFixed(2)} s of processors`);
  return { wall, processor };
});
const round = (value: number): number => Math.round(value * 1000) / 1000;
const results = resultsOf('report', {
  secondsAtMillion: {
    value: isBusy ? null : round(median(measured.map(({ wall }) => wall))),
    unit: 's',
    better: 'lower',
  },
  processorSecondsAtMillion: {
    value: round(median(measured.map(({ processor }) => processor))),
    unit: 's',
    better: 'lower',
  },
  handoffs: { value: read.facts.handoffs.length, unit: 'hand-offs', better: 'higher' },
  deals: { value: read.facts.deals.length, unit: 'deals', better: 'higher' },
});
if (process.argv.includes('--json')) console.log(JSON.stringify(results, null, 2));
if (process.argv.includes('--save') || handoffs === 1_000_000) tell(`written to ${saveResults(results)}`);
