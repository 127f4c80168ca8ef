// A unit's kernel and its programmes side by side: deadlines of both, each at its own instant, the kernel's first. Live work and replay go the same way.
import { nextDeadline, wake } from '../../kernel/advance.ts';
import { advance } from '../moving/advance.ts';
import type { Heard } from '../moving/heard.ts';
import type { NurtureUnit } from '../moving/nurture-unit.ts';

/** What the kernel decided since it was last asked: filled by {@link overhear}. */
export class Hearing {
  private heard: Heard[] = [];

  readonly hear = (heard: Heard): void => {
    this.heard.push(heard);
  };

  take(): readonly Heard[] {
    if (this.heard.length === 0) return NOTHING;
    const heard = this.heard;
    this.heard = [];
    return heard;
  }
}

const NOTHING: readonly Heard[] = [];
/** No deadline of the kernel. */
export const NOBODY: readonly number[] = [];

/** Plays every deadline due at or before `at`, that instant included. */
export function moveTo(unit: NurtureUnit, hearing: Hearing, at: number): void {
  const { state } = unit;
  for (;;) {
    const ofKernel = nextDeadline(state);
    const next = Math.min(ofKernel, unit.next);
    if (next > at) return;
    const isKernels = ofKernel <= next;
    if (isKernels) wake(state, next);
    const deadlines = isKernels ? state.byDeadline.map(({ atom }) => atom) : NOBODY;
    advance(unit, { at: next, row: -1, meaning: undefined, heard: hearing.take(), deadlines });
  }
}
