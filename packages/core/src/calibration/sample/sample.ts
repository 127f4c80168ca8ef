// What calibration learns from: cases in the order of time, what was known of each before its first sales conversation, and whether it was won.

/** Which axis a feature speaks for: who somebody is, what they did, or how they use the product. */
export type Axis = 'fit' | 'engagement' | 'usage';

interface NamedFeature {
  readonly name: string;
  /** What it is about, where several features are about one thing, such as counts over several windows; else its name. */
  readonly about?: string;
  readonly axis: Axis;
  /** Its values are known, case by case, to have been there before the conversation: no leak is looked for. */
  readonly isTimed?: true;
}

/** A number of each case, such as a count of visits or of employees. */
export interface NumberFeature extends NamedFeature {
  readonly kind: 'number';
  /** One a case; NaN is unknown. */
  readonly values: Float64Array;
}

/** A level of each case, such as an industry. */
export interface LevelFeature extends NamedFeature {
  readonly kind: 'level';
  readonly levels: readonly string[];
  /** Position in `levels`, one a case; −1 is unknown. */
  readonly codes: Int32Array;
}

export type Feature = NumberFeature | LevelFeature;

/** The cases, oldest first. All columns have as many entries as there are cases. */
export interface Sample {
  readonly cases: number;
  /** 1 where the case was won, else 0. */
  readonly won: Uint8Array;
  readonly features: readonly Feature[];
  /** The points a rule in use, or a plain table, gives each case; absent where there is none. */
  readonly incumbent?: Float64Array;
}
