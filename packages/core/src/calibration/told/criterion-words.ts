// A criterion in words and in the language.
import type { Criterion } from '../candidates/criterion.ts';
import { quoted } from '../history/behaviour-log.ts';
import type { HistoryFeature } from '../history/features.ts';

/** A criterion as people read it, and as a definition says it. */
export interface SaidCriterion {
  readonly label: string;
  /** The condition; of a behaviour that of one entry. */
  readonly when: string;
  /** Of a behaviour: within so many days, and at least so often. */
  readonly days?: number;
  readonly atLeast?: number;
}

/** Says a criterion of a history's features. */
export function sayCriterion(features: readonly HistoryFeature[], criterion: Criterion): SaidCriterion {
  const { feature, meaning } = features[criterion.feature] as HistoryFeature;
  const { question } = criterion;
  if (meaning.of === 'behaviour') {
    const atLeast = question.ask === 'atLeast' ? Math.max(1, Math.ceil(question.value)) : 1;
    const often = atLeast === 1 ? '' : `, ${atLeast} times or more`;
    return { label: `${meaning.kind.label}${often}`, when: meaning.kind.when, days: meaning.days, atLeast };
  }
  if (meaning.of === 'people') {
    const value = question.ask === 'atLeast' ? question.value : 1;
    return { label: `${value} people or more were active`, when: '', days: meaning.days };
  }
  const attribute = `${meaning.of}.${meaning.attribute}`;
  const named = `${meaning.of === 'lead' ? 'Their' : "The company's"} ${spoken(meaning.attribute)}`;
  if (question.ask === 'known') return { label: `${named} is known`, when: `has(${attribute})` };
  if (question.ask === 'atLeast')
    return { label: `${named} is ${question.value} or more`, when: `${attribute} >= ${question.value}` };
  const levels = feature.kind === 'level' ? question.levels.map((level) => feature.levels[level] as string) : [];
  if (meaning.isBoolean) return { label: `${named} is ${levels.join(' or ')}`, when: `${attribute} == ${levels[0]}` };
  return { label: `${named} is ${either(levels)}`, when: `${attribute} in [${levels.map(quoted).join(', ')}]` };
}

/** `expectedValue` → `expected value`. */
function spoken(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}

function either(items: readonly string[]): string {
  return items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} or ${items.at(-1)}`;
}
