// The regular expressions of matches(): RE2 syntax, linear time whatever the pattern and the text.
import { RE2JS } from 're2js';
import type { ConditionNode } from './condition.ts';

/** Why a pattern cannot be read, in words; undefined where it can. */
export function patternProblem(pattern: string): string | undefined {
  try {
    RE2JS.compile(pattern);
    return undefined;
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'it cannot be read';
    return reason.replace(/^error parsing regexp: /, '');
  }
}

const compiled = new WeakMap<ConditionNode, RE2JS>();

/** Whether the pattern that a literal holds is found somewhere in the text, as CEL has it. */
export function findsPattern(literal: ConditionNode & { readonly op: 'literal' }, text: string): boolean {
  let expression = compiled.get(literal);
  if (expression === undefined) {
    expression = RE2JS.compile(String(literal.value));
    compiled.set(literal, expression);
  }
  return expression.matcher(text).find();
}
