// What makes accounts buy: the true model, log-odds by log-odds. Behaviours are drawn from intent; of them only the causes here move the outcome.

export const INTENTS = ['none', 'curious', 'evaluating', 'buying'] as const;
export type Intent = (typeof INTENTS)[number];

export const SEGMENTS = ['free-mail', 'micro', 'small', 'mid-market', 'enterprise'] as const;
export type Segment = (typeof SEGMENTS)[number];

/** What of an account the outcome hangs on, as it stood when it decided. */
export interface Causes {
  /** A core feature was used in a trial. */
  readonly reportBuilt: boolean;
  readonly webinarAttended: boolean;
  readonly calculatorUsed: boolean;
  /** Somebody who may sign is among the people. */
  readonly economicBuyer: boolean;
  /** Own data was connected in a trial: hurts alone, helps only with a team that sees it. */
  readonly sourceConnected: boolean;
  readonly teammateInvited: boolean;
}

/** Log-odds of buying. */
export const MODEL = {
  intercept: -7.1,
  intent: { none: 0, curious: 1.4, evaluating: 3.5, buying: 5.2 } satisfies Record<Intent, number>,
  segment: { 'free-mail': -0.7, micro: -0.4, small: 0, 'mid-market': 0.5, enterprise: 0.3 } satisfies Record<
    Segment,
    number
  >,
  causes: {
    reportBuilt: 1.1,
    webinarAttended: 0.7,
    calculatorUsed: 0.8,
    economicBuyer: 0.8,
    sourceConnected: -0.9,
    teammateInvited: 0,
  } satisfies Record<keyof Causes, number>,
  /** Added where own data was connected and a teammate invited: together +1.5, either alone −0.9 or nothing. No sum of points says that. */
  interaction: { of: ['sourceConnected', 'teammateInvited'], coefficient: 2.4 },
} as const;

/** The true probability that an account buys when it decides. */
export function probabilityOf(intent: Intent, segment: Segment, causes: Causes): number {
  let odds = MODEL.intercept + MODEL.intent[intent] + MODEL.segment[segment];
  for (const key of Object.keys(MODEL.causes) as (keyof Causes)[]) if (causes[key]) odds += MODEL.causes[key];
  if (causes.sourceConnected && causes.teammateInvited) odds += MODEL.interaction.coefficient;
  return 1 / (1 + Math.exp(-odds));
}

/** How often an account with this intent does something before it decides. The causes are among them; the rest accompany intent and move nothing. */
export const BEHAVIOUR_RATES = {
  reportBuilt: { none: 0.35, curious: 0.45, evaluating: 0.6, buying: 0.65 },
  webinarAttended: { none: 0.05, curious: 0.15, evaluating: 0.28, buying: 0.35 },
  calculatorUsed: { none: 0.01, curious: 0.06, evaluating: 0.2, buying: 0.3 },
  trialStarted: { none: 0.055, curious: 0.2, evaluating: 0.5, buying: 0.62 },
  /** Of those who signed up for a trial; what is done in a trial is drawn of those who opened it. */
  trialOpened: { none: 0.22, curious: 0.37, evaluating: 0.72, buying: 0.9 },
  sourceConnected: { none: 0.35, curious: 0.45, evaluating: 0.5, buying: 0.55 },
  teammateInvited: { none: 0.15, curious: 0.25, evaluating: 0.4, buying: 0.45 },
  demoRequested: { none: 0.01, curious: 0.055, evaluating: 0.2, buying: 0.5 },
} satisfies Record<string, Record<Intent, number>>;
