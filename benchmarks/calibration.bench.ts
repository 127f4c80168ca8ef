// How well small whole-number scorecards do beside other models on public data, how often they see something where nothing is, and what a calibration costs.
import { resolve } from 'node:path';
import { createRandom } from '../packages/core/src/base/random.ts';
import { type Calibration, calibrate, totalsOf } from '../packages/core/src/calibration/calibrate.ts';
import { type Judged, judgeTotals } from './calibration/judged.ts';
import { type Kind, madeUpSample } from './calibration/made-up-sample.ts';
import { judgeOthers, pythonWithSklearn } from './calibration/other-models.ts';
import {
  ALL_SPLITS,
  LEAKY,
  readSplit,
  referenceAreas,
  type Split,
  WITH_SIGNAL,
  WITHOUT_SIGNAL,
} from './calibration/splits.ts';
import { type Results, resultsOf, saveResults } from './results.ts';

const option = (name: string, otherwise: string): string => {
  const at = process.argv.indexOf(name);
  return at < 0 ? otherwise : (process.argv[at + 1] as string);
};
const folder = resolve(option('--data', '../shared/data'), 'splits');
const permutations = Number(option('--permutations', '200'));
const cases = Number(option('--cases', '100000'));
const isJson = process.argv.includes('--json');
const tell = (line: string): void => console.error(line);
const say = (line: string): void => (isJson ? tell(line) : console.log(line));

const CARD = 'card';
const PLAIN = 'plain table';
const BOOSTING = 'gradient boosting';
const ODOO = 'naive Bayes in the manner of Odoo';

interface Run {
  readonly split: Split;
  readonly calibration: Calibration;
  readonly models: Readonly<Record<string, Judged>>;
  /** Of what is recommended: the card, or the plain table that stays. */
  readonly recommended: number;
}

function runSplit(split: Split, python: string | undefined): Run {
  const { sample, train } = split;
  const started = performance.now();
  const calibration = calibrate(sample, { incumbentCriteria: split.plainCriteria }, train);
  const seconds = (performance.now() - started) / 1000;
  const { card, recommendation } = calibration;
  const plain = judgeTotals(sample, sample.incumbent as Float64Array, train);
  const models = {
    ...(card
      ? { [CARD]: { ...judgeTotals(sample, totalsOf(sample, card), train), criteria: card.criteria.length, seconds } }
      : {}),
    [PLAIN]: { ...plain, criteria: split.plainCriteria, seconds: 0 },
    ...(python === undefined ? {} : judgeOthers(python, split.path)),
  };
  const recommended = recommendation.kind === 'card' && models[CARD] ? models[CARD].auc : plain.auc;
  return { split, calibration, models, recommended };
}

function show({ split, calibration, models, recommended }: Run): void {
  const { suspects, recommendation } = calibration;
  const named = suspects.map(({ feature }) => split.sample.features[feature]?.name).join(', ') || 'none';
  say(`\n${split.name}: recommends ${recommendation.kind} (AUC ${recommended.toFixed(4)}); suspected: ${named}`);
  say(`${'model'.padEnd(36)}     AUC   before  log-loss  cal. error  criteria  seconds`);
  const before = referenceAreas(folder, split.name);
  for (const [name, judged] of Object.entries(models)) {
    const was = [...before].find(([model]) => model.startsWith(name === PLAIN ? 'plain point table' : name))?.[1];
    const figures = [judged.auc.toFixed(4), (was?.toFixed(4) ?? '').padStart(7), judged.logLoss.toFixed(4).padStart(8)];
    const rest = [judged.calibrationError.toFixed(4).padStart(10), `${judged.criteria ?? '–'}`.padStart(8)];
    say(`${name.padEnd(36)}  ${figures.join('  ')}  ${rest.join('  ')}  ${judged.seconds.toFixed(1).padStart(7)}`);
  }
}

/** Calibrations that see something in labels shuffled among the training cases, the splits in turn. */
function falseAlarms(splits: readonly Split[], runs: number): number {
  let alarms = 0;
  for (let i = 0; i < runs; i++) {
    const { name, sample, train, plainCriteria } = splits[i % splits.length] as Split;
    const won = shuffled(sample.won, train, i + 1);
    const { recommendation } = calibrate({ ...sample, won }, { incumbentCriteria: plainCriteria }, train);
    const isAlarm = recommendation.kind === 'card' || recommendation.kind === 'incumbent';
    if (isAlarm) alarms += 1;
    if (isAlarm || i % 20 === 19) tell(`permutation ${i + 1} of ${runs} (${name}): ${alarms} false alarms`);
  }
  return alarms;
}

/** Labels with the first `count` in another order (R. A. Fisher and F. Yates). */
function shuffled(labels: Uint8Array, count: number, seed: number): Uint8Array {
  const random = createRandom(seed);
  const found = labels.slice();
  for (let i = count - 1; i > 0; i--) {
    const j = random.integer(0, i);
    [found[i], found[j]] = [found[j] as number, found[i] as number];
  }
  return found;
}

interface Cost {
  readonly seconds: number;
  readonly megabytes: number;
}

function costOf(kind: Kind, withReference: boolean): Cost {
  const sample = madeUpSample(cases, 60, kind);
  const started = performance.now();
  calibrate(sample, { withReference });
  const seconds = (performance.now() - started) / 1000;
  const megabytes = process.resourceUsage().maxRSS / 1000;
  const what = kind === 'mixed' ? '60 features' : '60 candidates';
  say(
    `${cases} cases × ${what}${withReference ? ', with the reference model' : ''}: ${seconds.toFixed(1)} s, at most ${megabytes.toFixed(0)} MB so far`,
  );
  return { seconds, megabytes };
}

function comparisons(runs: readonly Run[]): Results['figures'] {
  const withSignal = runs.filter(({ split }) => WITH_SIGNAL.includes(split.name));
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const shortOf = (auc: (run: Run) => number | undefined): number =>
    mean(withSignal.map((run) => Math.max(0, (auc(run) ?? Number.NaN) - run.recommended)));
  const before = (run: Run): number | undefined =>
    [...referenceAreas(folder, run.split.name)].find(([model]) => model.startsWith(BOOSTING))?.[1];
  const score = (value: number, better: 'higher' | 'lower') => ({
    value: Number(value.toFixed(4)),
    unit: 'AUC',
    better,
  });
  return {
    meanShortfall: score(
      shortOf((run) => run.models[BOOSTING]?.auc),
      'lower',
    ),
    meanShortfallToReference: score(shortOf(before), 'lower'),
    worstAgainstOdoo: score(
      Math.min(...withSignal.map((run) => run.recommended - (run.models[ODOO]?.auc ?? Number.NaN))),
      'higher',
    ),
  };
}

/** Suspected columns that are honest, and leaks that were not named. */
function sayLeaks(runs: readonly Run[]): void {
  const clean = new Set<string>();
  for (const { split, calibration } of runs) {
    const leaks = LEAKY[split.name] ?? [];
    const named = calibration.suspects.map(({ feature }) => split.sample.features[feature]?.name ?? '');
    for (const leak of leaks) if (!named.includes(leak)) say(`NOT NAMED: ${leak} of ${split.name}`);
    for (const name of named) if (!leaks.includes(name)) clean.add(`${name} of ${split.name}`);
  }
  say(`\nClean columns suspected: ${clean.size}${clean.size > 0 ? ` (${[...clean].join(', ')})` : ''}`);
}

function main(): void {
  // Cost first: the most memory a process ever held is all that can be asked, and the splits would add to it.
  const candidates = costOf('yes or no', false);
  const features = costOf('mixed', false);
  const referenced = costOf('mixed', true);
  const splits = ALL_SPLITS.flatMap((name) => readSplit(folder, name) ?? []);
  if (splits.length < ALL_SPLITS.length)
    tell(`NOT RUN: ${ALL_SPLITS.length - splits.length} of ${ALL_SPLITS.length} splits, for want of ${folder}`);
  const python = splits.length > 0 ? pythonWithSklearn(tell) : undefined;
  if (splits.length > 0 && python === undefined)
    tell('NOT RUN: 4 other models, for want of scikit-learn: apt-get install python3-sklearn');
  const runs = splits.map((split) => runSplit(split, python));
  for (const run of runs) show(run);
  sayLeaks(runs);
  for (const { split, calibration } of runs)
    if (WITHOUT_SIGNAL.includes(split.name) && calibration.recommendation.kind !== 'nothing')
      say(`FALSE ALARM: ${split.name}`);
  const alarms = splits.length > 0 ? falseAlarms(splits, permutations) : 0;
  const isWhole = splits.length === ALL_SPLITS.length && python !== undefined;
  const results = resultsOf('calibration', {
    ...(isWhole ? comparisons(runs) : {}),
    ...(isWhole && permutations > 0
      ? { falseAlarmRate: { value: alarms / permutations, unit: 'share', better: 'lower' as const } }
      : {}),
    secondsAt100k: { value: Number(candidates.seconds.toFixed(1)), unit: 's', better: 'lower' },
    secondsAt100kFeatures: { value: Number(features.seconds.toFixed(1)), unit: 's', better: 'lower' },
    secondsAt100kWithReference: { value: Number(referenced.seconds.toFixed(1)), unit: 's', better: 'lower' },
    megabytesAt100k: { value: Math.round(referenced.megabytes), unit: 'MB', better: 'lower' },
  });
  for (const [name, { value, unit }] of Object.entries(results.figures)) say(`${name}: ${value} ${unit}`);
  if (isJson) console.log(JSON.stringify(results, null, 2));
  if (process.argv.includes('--save') || (isWhole && permutations >= 200 && cases >= 100_000))
    tell(`written to ${saveResults(results)}`);
}

main();
