// Lint rules on the fit block: grades that cannot be reached, criteria that say the same twice, nobody disqualified.
import type { Problem } from '../../base/problem.ts';
import type { Definition, Fit, Grade } from '../definition.ts';
import { conditionText } from '../plain-form.ts';
import { overlapOf } from './overlap.ts';
import { fitRange, reachableGrades } from './reach.ts';
import { pointsOf, warn } from './warn.ts';

const LETTERS = ['A', 'B', 'C', 'D'] as const satisfies readonly Grade[];

/** Warnings about who qualifies. */
export function lintFit(definition: Definition): Problem[] {
  const { fit } = definition;
  if (fit === undefined) return [];
  return [...grades(fit), ...repeated(fit), ...disqualify(fit), ...unused(definition)];
}

function grades(fit: Fit): Problem[] {
  const reachable = reachableGrades(fit);
  const { highest, lowest } = fitRange(fit);
  return LETTERS.filter((letter) => !reachable.has(letter)).map((letter) =>
    warn(
      'lint-unreachable-grade',
      'fit.grades',
      `nobody can ever be graded ${letter}: fit points run from ${pointsOf(lowest)} to ${pointsOf(highest)}`,
      letter === 'D' ? 'raise the cut-off of C' : `lower the cut-off of ${letter}, or add criteria`,
    ),
  );
}

function repeated(fit: Fit): Problem[] {
  return fit.criteria.flatMap((criterion, i) =>
    fit.criteria.slice(0, i).flatMap((earlier) => {
      const path = `fit.criteria.${criterion.name}`;
      if (conditionText(criterion.when.node) === conditionText(earlier.when.node)) {
        return [
          warn(
            'lint-same-condition',
            path,
            `${criterion.name} asks the same as ${earlier.name}: whoever meets one is paid twice`,
            'drop one of them',
          ),
        ];
      }
      const overlap = overlapOf(criterion.when.node, earlier.when.node);
      if (overlap === undefined) return [];
      return [
        warn(
          'lint-overlapping',
          path,
          `${criterion.name} and ${earlier.name} overlap: ${overlap} counts for both`,
          'make them exclude each other, or say in the label that they add up',
        ),
      ];
    }),
  );
}

function disqualify(fit: Fit): Problem[] {
  if (fit.disqualify.length > 0) return [];
  return [
    warn(
      'lint-no-disqualify',
      'fit',
      'nobody is disqualified: competitors, students and the unsubscribed qualify like anybody',
      'write disqualify: { competitor: { when: \'account.type == "competitor"\', because: Competitor } }',
    ),
  ];
}

function unused(definition: Definition): Problem[] {
  const { gates, handoff } = definition;
  const asked = JSON.stringify([gates.map((gate) => gate.clause), handoff.ready ?? {}, handoff.continuous ?? {}]);
  if (/"(fit|total)":/.test(asked)) return [];
  return [
    warn(
      'lint-unused-fit',
      'fit',
      'no gate asks for fit, so nothing comes of the criteria',
      'add fit: C, or better, to the gates',
    ),
  ];
}
