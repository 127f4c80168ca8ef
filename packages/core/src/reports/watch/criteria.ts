// What a definition goes by, as one list: its signals and its criteria of fit, each with the path by which alarms name it.
import type { Definition } from '../../definition/definition.ts';

/** A signal or a criterion. */
export interface WatchedCriterion {
  /** `engagement.signals.pricing`, `fit.criteria.industry`. */
  readonly about: string;
  readonly label: string;
  readonly axis: 'fit' | 'engagement' | 'usage';
  readonly name: string;
  /** Tenths; what points say of it: above 0 it speaks for a lead, below against. */
  readonly points: number;
  /** Its condition as written. */
  readonly when: string;
}

/** Those that move points, in the order of the definition. */
export function watchedCriteria(definition: Definition): WatchedCriterion[] {
  const signals = (['engagement', 'usage'] as const).flatMap((axis) =>
    (definition[axis]?.signals ?? []).map(({ name, label, points, when }) => ({
      about: `${axis}.signals.${name}`,
      label,
      axis,
      name,
      points,
      when: when.source,
    })),
  );
  const fit = (definition.fit?.criteria ?? []).map(({ name, label, points, when }) => ({
    about: `fit.criteria.${name}`,
    label,
    axis: 'fit' as const,
    name,
    points,
    when: when.source,
  }));
  return [...signals, ...fit];
}
