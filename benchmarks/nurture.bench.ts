// Nurture programmes: how long a year of a company takes to replay through a draft; whether any mail goes out that had to stop, in a hundred thousand; and how often the hold-out's interval holds the true uplift.
import { readFileSync } from 'node:fs';
import { parseDefinition } from '../packages/core/src/definition/parse-definition.ts';
import type { Programme } from '../packages/core/src/nurture/programme/programme.ts';
import { parseProgramme } from '../packages/core/src/nurture/reading/parse-programme.ts';
import { bookOf } from '../packages/core/src/nurture/replaying/programme-run.ts';
import { ProgrammeWriter, replayProgrammes } from '../packages/core/src/nurture/replaying/replay-programmes.ts';
import { upliftOf } from '../packages/core/src/nurture/replaying/uplift.ts';
import { simulate } from '../packages/core/src/simulate/simulate.ts';
import { brokenRules } from '../tests/nurture/broken-rules.ts';
import { type Habits, holdingOut, liveMany, START } from '../tests/nurture/reacting-people.ts';
import { killWhileMailing } from '../tests/server/mail-kill-harness.ts';
import { median, type Results, resultsOf, saveResults } from './results.ts';

const asked = (name: string, fallback: number): number => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? fallback : Number(process.argv[at + 1]);
};
const [leads, mails, runs, people, kills] = [
  asked('leads', 20_000),
  asked('mails', 100_000),
  asked('runs', 200),
  asked('people', 250),
  asked('kills', 30),
];
const tell = (line: string): void => console.error(line);
const HABITS: Habits = { anyway: 0.15, byMail: 0.12, unsubscribes: 0.03, replies: 0.04, reads: 0.3, sales: 0.05 };
const LATER = START + 400 * 86_400_000;

const definition = parseDefinition(readFileSync('examples/definitions/enterprise/definition.yaml', 'utf8'));
const programme = parseProgramme(readFileSync('examples/programmes/pricing-guide/programme.yaml', 'utf8'));
if (!definition.ok || !programme.ok) throw new Error('the examples do not parse');
const direct = definition.value;
const draft: Programme = programme.value;

/** Seconds of processor time that something takes: what else the machine does is left out. */
function secondsOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  return process.cpuUsage(before).user / 1e6;
}

/** A year of a simulated company through the draft: laid out once, replayed five times; the middle counts. */
function replaySpeed(): { readonly layOut: number; readonly replay: number } {
  const { accounts } = simulate({ seed: 'benchmark', leads, years: 1 });
  const entries = [...accounts].flatMap((account) => account.entries);
  const book = bookOf([draft], direct);
  const writer = new ProgrammeWriter(book, 'backtest');
  let laid: ReturnType<ProgrammeWriter['finish']> | undefined;
  const layOut = secondsOf(() => {
    for (const entry of entries) writer.add(entry);
    laid = writer.finish();
  });
  const until = entries.reduce((last, { knownAt }) => Math.max(last, knownAt), 0);
  let decisions = 0;
  const replay = median(
    Array.from({ length: 5 }, () =>
      secondsOf(() =>
        replayProgrammes(book, laid as NonNullable<typeof laid>, () => (decisions += 1), {
          mode: 'backtest',
          since: 0,
          until,
        }),
      ),
    ),
  );
  tell(
    `${leads} leads, ${entries.length} entries: laid out in ${layOut.toFixed(1)} s, replayed in ${replay.toFixed(2)} s, ${decisions / 5} decisions`,
  );
  return { layOut, replay };
}

/** People who react to two programmes at once, until enough mails went out; every mail is held against the entries alone. */
function afterStop(): number {
  const text = readFileSync('examples/programmes/pricing-guide/programme.yaml', 'utf8');
  const second = parseProgramme(
    text
      .replace('programme: pricing-guide', 'programme: second')
      .replace(/missing: .*/, 'segment: \'lead.seniority == "director"\''),
  );
  if (!second.ok) throw new Error('the second programme does not parse');
  const programmes = [draft, second.value];
  const book = bookOf(programmes, direct);
  let [sent, broken] = [0, 0];
  for (let seed = 1; sent < mails; seed++) {
    for (const { entries, decisions, told } of liveMany(book, seed, 1000, HABITS)) {
      sent += told.filter(({ kind }) => kind === 'send').length;
      const found = brokenRules({ programmes, entries, decisions, told, at: (entry) => entry.knownAt });
      for (const line of found) tell(line);
      broken += found.length;
    }
    tell(`${sent} mails, ${broken} of them after a stop, over a cap, in quiet hours or twice`);
  }
  return broken;
}

/** Experiments whose true uplift is known from people who all get the mails, or none. */
function coverage(): number {
  const { outcome, within } = draft.goal;
  const rate = (share: number): number => {
    const all = liveMany(bookOf([holdingOut(draft, share, 'all')], direct), 999, 10_000, HABITS).flatMap(
      ({ enrolled }) => enrolled ?? [],
    );
    return all.filter(({ at, reached }) => reached[outcome] <= at + within * 3_600_000).length / all.length;
  };
  const truth = rate(0) - rate(1000);
  let held = 0;
  for (let run = 1; run <= runs; run++) {
    const book = bookOf([holdingOut(draft, 400, `run-${run}`)], direct);
    const lived = liveMany(book, run, people, HABITS).flatMap(({ enrolled }) => enrolled ?? []);
    const { difference } = upliftOf(lived, draft.goal, LATER);
    if (difference !== undefined && difference.low <= truth && truth <= difference.high) held += 1;
  }
  tell(`true uplift ${(100 * truth).toFixed(1)} points; held by ${held} of ${runs} intervals`);
  return held / runs;
}

/** The service on a file of its own, killed again and again while it hands mails to a real mail server and people leave. */
async function doubled(): Promise<number> {
  const verdict = await killWhileMailing({ kills, seed: 1 });
  tell(`${kills} kills: ${JSON.stringify(verdict)}`);
  if (verdict.afterStop + verdict.lost + verdict.untold > 0)
    throw new Error('a mail went that had to stop, or was lost');
  return verdict.doubled;
}

const round = (value: number): number => Math.round(value * 1000) / 1000;
const isReplayOnly = process.argv.includes('--replay-only');
const isKillsOnly = process.argv.includes('--kills-only');
const speed = (): Results['figures'] => {
  const { layOut, replay } = replaySpeed();
  return {
    replaySeconds: { value: round(replay), unit: 's', better: 'lower' },
    layOutSeconds: { value: round(layOut), unit: 's', better: 'lower' },
  };
};
/** The figures of the last whole run stand where a part alone is measured. */
const before = (): Results['figures'] =>
  (JSON.parse(readFileSync('benchmarks/results/nurture.json', 'utf8')) as Results).figures;
const rules = (): Results['figures'] => ({
  mailsAfterStop: { value: afterStop(), unit: 'mails', better: 'lower' },
  upliftCoverage: { value: round(coverage()), unit: 'share', better: 'higher' },
});
const delivery = async (): Promise<Results['figures']> => ({
  doubledMails: { value: await doubled(), unit: 'mails', better: 'lower' },
});
const results = resultsOf('nurture', {
  ...(isReplayOnly || isKillsOnly ? before() : rules()),
  ...(isReplayOnly ? {} : await delivery()),
  ...(isKillsOnly ? {} : speed()),
});
if (process.argv.includes('--json')) console.log(JSON.stringify(results, null, 2));
const isFull = leads >= 20_000 && mails >= 100_000 && runs >= 200;
if (process.argv.includes('--save') || isFull) tell(`written to ${saveResults(results)}`);
