// Calibration of a whole history: look-backs side by side, with and without hand-raises, and what is recommended of it.
import { type Calibration, calibrate, withReference } from './calibrate.ts';
import { type HistoryFeature, LOOK_BACKS, type LookBack } from './history/features.ts';
import { featuresOf, type LearningSample, sampleOf } from './history/learning-history.ts';

/** One calibration, and the features its card speaks of. */
export interface Learnt {
  readonly days: LookBack;
  readonly features: readonly HistoryFeature[];
  readonly calibration: Calibration;
}

export interface HistoryCalibration {
  readonly sample: LearningSample;
  /** By look-back, without hand-raises. */
  readonly lookBacks: readonly Learnt[];
  /** The look-back that ranks newer cases best; the shorter of two that do alike. */
  readonly chosen: Learnt;
  /** The chosen look-back with hand-raises among the signals; absent where there are none. */
  readonly withHandRaises: Learnt | undefined;
  readonly handRaises: readonly string[];
}

export interface HistoryOptions {
  readonly most?: number;
  readonly trusted?: readonly string[];
  /** Behaviours by which people ask for sales, beside those that are recognised by their words. */
  readonly handRaises?: readonly string[];
  readonly withReference?: boolean;
  /** Told before each step. */
  readonly tell?: (step: string) => void;
}

/** A shorter look-back is taken where it loses no more AUC. */
const ALIKE = 0.005;
/** Words by which events say that somebody asks for sales. */
const HAND_RAISE =
  /\b(demo|quote|call ?back|contact(ed)? (us|sales)|talk to (us|sales)|(meeting|call) (requested|booked)|book(ed)? a (meeting|call|demo)|pricing (request|question)(ed)?)\b/i;

/** Learns from a sample. Deterministic. */
export function calibrateHistory(sample: LearningSample, options: HistoryOptions = {}): HistoryCalibration {
  const { tell = () => {} } = options;
  const handRaises = handRaisesOf(sample, options.handRaises ?? []);
  const learn = (days: LookBack, leftOut: ReadonlySet<string>): Learnt => {
    const features = featuresOf(sample, days, leftOut);
    const calibration = calibrate(sampleOf(sample, features), {
      ...(options.most !== undefined && { most: options.most }),
      ...(options.trusted !== undefined && { trusted: options.trusted }),
      incumbentCriteria: sample.plain.criteria,
    });
    return { days, features, calibration };
  };
  const lookBacks = (sample.readsBehaviour ? LOOK_BACKS : ([90] as const)).map((days) => {
    tell(`the ${days} days before the first conversation`);
    return learn(days, new Set(handRaises));
  });
  const best = Math.max(...lookBacks.map(areaOf));
  const shortest = lookBacks.find((each) => areaOf(each) >= best - ALIKE) as Learnt;
  tell('a model nobody could read, to compare with');
  const chosen = options.withReference === false ? shortest : besideReference(sample, shortest);
  if (handRaises.length > 0) tell('the same with hand-raises');
  return {
    sample,
    lookBacks,
    chosen,
    withHandRaises: handRaises.length > 0 ? learn(chosen.days, new Set()) : undefined,
    handRaises,
  };
}

function besideReference(sample: LearningSample, learnt: Learnt): Learnt {
  return { ...learnt, calibration: withReference(learnt.calibration, sampleOf(sample, learnt.features)) };
}

/** The forward AUC of the size that was chosen; of the largest where nothing was. */
export function areaOf({ calibration }: Learnt): number {
  const { recommendation, judgement } = calibration;
  if (recommendation.kind === 'too few') return 0.5;
  return judgement.sizes[recommendation.criteria - 1]?.auc ?? 0.5;
}

function handRaisesOf(sample: LearningSample, named: readonly string[]): string[] {
  const labels = new Set<string>();
  for (const { meaning } of sample.features) {
    if (meaning.of !== 'behaviour' || !meaning.kind.when.startsWith('entry.name')) continue;
    const { label } = meaning.kind;
    if (named.includes(label) || HAND_RAISE.test(label)) labels.add(label);
  }
  return [...labels].sort();
}
