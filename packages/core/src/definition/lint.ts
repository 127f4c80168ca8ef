// What is allowed but unwise: warnings about a definition that parses. Each rule stands in lint/; what is wrong is the parser's business.
import type { Problem } from '../base/problem.ts';
import type { Definition } from './definition.ts';
import { lintConditions } from './lint/condition-rules.ts';
import { lintFit } from './lint/fit-rules.ts';
import { lintGates } from './lint/gate-rules.ts';
import { lintHandoff } from './lint/handoff-rules.ts';
import { lintSignals } from './lint/signal-rules.ts';

/**
 * Warnings about a definition, in the order of its blocks. `place.path` says where; problem-places.ts finds the line.
 *
 * @example lintDefinition(definition).map((problem) => problem.message)
 */
export function lintDefinition(definition: Definition): Problem[] {
  return [
    ...lintFit(definition),
    ...lintSignals(definition),
    ...lintConditions(definition),
    ...lintGates(definition),
    ...lintHandoff(definition),
  ];
}
