// Changes of who fits: criteria, cut-offs, disqualifications.
import { describeCondition } from '../condition-describe.ts';
import type { Criterion, Disqualification, Fit } from '../definition.ts';
import { number, pointsInWords } from '../phrases.ts';
import { type Change, effectOf, matched, sameCondition } from './change.ts';

/** Changes between two fit blocks. */
export function fitChanges(before: Fit | undefined, after: Fit | undefined): Change[] {
  if (before === undefined || after === undefined) {
    if (before === after) return [];
    return [
      {
        path: 'fit',
        sentence: after === undefined ? 'fit is no longer graded' : 'fit is now graded',
        effect: 'depends',
      },
    ];
  }
  return [
    ...matched(before.criteria, after.criteria).flatMap(({ name, was, is }) =>
      criterionChanges(`fit.criteria.${name}`, was, is),
    ),
    ...cutOffs(before, after),
    ...matched(before.disqualify, after.disqualify).flatMap(({ name, was, is }) =>
      ruleChanges(`fit.disqualify.${name}`, was, is),
    ),
  ];
}

function criterionChanges(path: string, was: Criterion | undefined, is: Criterion | undefined): Change[] {
  // One more unknown criterion can turn a letter into "?", so that added and removed ones depend.
  if (was === undefined)
    return is === undefined
      ? []
      : [
          {
            path,
            sentence: `new criterion ${is.label}: ${describeCondition(is.when)}, ${pointsInWords(is.points)}`,
            effect: 'depends',
          },
        ];
  if (is === undefined)
    return [{ path, sentence: `criterion ${was.label} (${pointsInWords(was.points)}) is gone`, effect: 'depends' }];
  const changes: Change[] = [];
  if (was.label !== is.label)
    changes.push({
      path: `${path}.label`,
      sentence: `criterion ${was.label} is now called ${is.label}`,
      effect: 'neutral',
    });
  if (!sameCondition(was.when, is.when)) {
    changes.push({
      path: `${path}.when`,
      sentence: `${is.label}: ${describeCondition(was.when)} → ${describeCondition(is.when)}`,
      effect: 'depends',
    });
  }
  if (was.points !== is.points) {
    changes.push({
      path: `${path}.points`,
      sentence: `${is.label}: ${number(was.points / 10)} → ${pointsInWords(is.points)}`,
      effect: was.points * is.points > 0 ? effectOf(was.points, is.points, false) : 'depends',
    });
  }
  return changes;
}

function cutOffs(before: Fit, after: Fit): Change[] {
  return (['A', 'B', 'C'] as const).flatMap((letter): Change[] => {
    const [was, is] = [before.grades[letter], after.grades[letter]];
    if (was === is) return [];
    return [
      {
        path: `fit.grades.${letter}`,
        sentence: `fit ${letter} from ${number(was / 10)} → ${pointsInWords(is)}`,
        effect: effectOf(was, is, true),
      },
    ];
  });
}

function ruleChanges(path: string, was: Disqualification | undefined, is: Disqualification | undefined): Change[] {
  if (was === undefined)
    return is === undefined
      ? []
      : [{ path, sentence: `new disqualification ${is.because}: ${describeCondition(is.when)}`, effect: 'tightens' }];
  if (is === undefined) return [{ path, sentence: `disqualification ${was.because} is gone`, effect: 'loosens' }];
  const changes: Change[] = [];
  if (was.because !== is.because)
    changes.push({
      path: `${path}.because`,
      sentence: `disqualification ${was.because} is now called ${is.because}`,
      effect: 'neutral',
    });
  if (!sameCondition(was.when, is.when)) {
    changes.push({
      path: `${path}.when`,
      sentence: `disqualified as ${is.because}: ${describeCondition(was.when)} → ${describeCondition(is.when)}`,
      effect: 'depends',
    });
  }
  return changes;
}
