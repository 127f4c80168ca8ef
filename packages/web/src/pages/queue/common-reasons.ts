// The signed reasons that several hand-offs have in common: what was signed for one says nothing for another.
import type { Agreement, Reason } from '../../api/queue.ts';

/** Reasons to recycle that every agreement has; none while one of them is not known. */
export function commonReasons(agreements: readonly (Agreement | undefined)[]): readonly Reason[] {
  const [first, ...others] = agreements;
  return (first?.recycleReasons ?? []).filter(({ name }) =>
    others.every((each) => each?.recycleReasons.some((reason) => reason.name === name)),
  );
}
