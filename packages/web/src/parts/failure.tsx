// A refusal as people read it: what happened, what to do, the request's id, and every problem with its place.
import { Alert } from '@mantine/core';
import { ApiProblem, type Problem } from '../api/call.ts';
import styles from './failure.module.css';

/** Says what failed. `what` is the sentence before; the service's own words follow. */
export function Failure({ of, what }: { of: unknown; what?: string }) {
  const problem = of instanceof ApiProblem ? of : undefined;
  const said = problem?.message ?? (of instanceof Error ? of.message : String(of));
  return (
    <Alert color="red" variant="outline" role="alert" title={what ?? 'That did not work'} className={styles.failure}>
      <p>
        {capital(said)}.{problem?.hint === undefined || problem.hint === '' ? '' : ` ${capital(problem.hint)}.`}
      </p>
      {problem !== undefined && <Problems problems={problem.problems} />}
      {problem?.request !== undefined && <p className={styles.request}>Request {problem.request}</p>}
    </Alert>
  );
}

/** Problems one by one: where, what, and the remedy. */
export function Problems({ problems }: { problems: readonly Problem[] }) {
  if (problems.length === 0) return null;
  return (
    <ul className={styles.problems}>
      {problems.map((problem, i) => (
        <li key={i}>
          {problem.place?.line !== undefined && <strong>Line {problem.place.line}: </strong>}
          {placeInside(problem) !== undefined && <strong>{placeInside(problem)}: </strong>}
          {problem.message}
          {problem.hint !== undefined && <span className={styles.hint}> {capital(problem.hint)}.</span>}
        </li>
      ))}
    </ul>
  );
}

/** Where inside an entry: `properties.price`; a call's place in its batch says nothing by itself. */
function placeInside({ place }: Problem): string | undefined {
  const path = place?.path?.replace(/^(batch)?\[\d+\]\.?/, '');
  return path === '' ? undefined : path;
}

const capital = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);
