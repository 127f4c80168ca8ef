// What is recommended: a card, the rule in use, or nothing. Bounds are stated here and in docs/calibration.md, and are the same for all data.
import type { ForwardJudgement } from './judge-forward.ts';

/** Fewer wins, or fewer others, than this teach nothing. */
export const FEWEST_OUTCOMES = 30;
/** Below so many wins a card has to be clearly better than the rule in use, not just better. */
export const FEW_WINS = 60;
/** A card has to rank newer cases better than chance by so many standard errors (one-sided 1 %), and so well at least. */
const BEYOND_CHANCE = 2.33;
const LEAST_AREA = 0.55;
/** The smallest card is taken that loses no more AUC than this against the best size. */
export const STATED_LOSS = 0.005;
/** Four grades need three criteria at least. */
const LEAST_CRITERIA = 3;

export type Recommendation =
  /** A card of so many criteria. */
  | { readonly kind: 'card'; readonly criteria: number }
  /** The rule in use does as well. */
  | { readonly kind: 'incumbent'; readonly criteria: number }
  /** No card ranks newer cases better than chance. */
  | { readonly kind: 'nothing'; readonly criteria: number }
  /** So many more wins, or others, are needed before anything can be learnt. */
  | { readonly kind: 'too few'; readonly moreWins: number; readonly moreOthers: number };

/** Decides. `incumbentCriteria` is how many criteria the rule in use has; of two that do alike, the one with fewer is taken. */
export function recommend(
  judgement: ForwardJudgement,
  wins: number,
  others: number,
  incumbentCriteria = 0,
): Recommendation {
  if (wins < FEWEST_OUTCOMES || others < FEWEST_OUTCOMES)
    return {
      kind: 'too few',
      moreWins: Math.max(0, FEWEST_OUTCOMES - wins),
      moreOthers: Math.max(0, FEWEST_OUTCOMES - others),
    };
  const areas = judgement.sizes.map(({ auc }) => auc);
  const best = Math.max(...areas.slice(LEAST_CRITERIA - 1));
  const criteria = areas.findIndex((auc, i) => i + 1 >= LEAST_CRITERIA && auc >= best - STATED_LOSS) + 1;
  const chosen = judgement.sizes[criteria - 1];
  if (!chosen || chosen.z < BEYOND_CHANCE || chosen.auc < LEAST_AREA) return { kind: 'nothing', criteria };
  const against = judgement.against(criteria);
  if (against && !replaces(against, wins, criteria, incumbentCriteria)) return { kind: 'incumbent', criteria };
  return { kind: 'card', criteria };
}

/** True where a card should replace the rule in use: it ranks better (with few wins: clearly better), or hardly worse with fewer criteria. */
function replaces(
  { difference, standardError }: { readonly difference: number; readonly standardError: number },
  wins: number,
  criteria: number,
  incumbentCriteria: number,
): boolean {
  if (wins < FEW_WINS) return difference > 1.645 * standardError;
  return difference > 0 || (criteria < incumbentCriteria && difference > -standardError);
}

/**
 * How many wins it takes to tell an AUC from chance by the bound above in four cases of five, with many more others than wins: (2.33 + 0.84)² ÷ (12 (AUC − ½)²) in the folds that judge,
 * which hold three quarters of all wins (normal approximation of Mann and Whitney's U).
 */
export function winsToSee(auc: number): number {
  return Math.ceil(((BEYOND_CHANCE + 0.8416) ** 2 / (12 * (auc - 0.5) ** 2)) * (4 / 3));
}
