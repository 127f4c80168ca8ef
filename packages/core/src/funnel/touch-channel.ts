// The one word for a touch's channel, whatever its sender calls it.
import { ACTIVITIES } from '../import/rows/kinds/words.ts';
import { plainWord } from '../import/tables/cell-values.ts';

/** The field's word for a touch's channel: call, email, message, task, status …; undefined where it tells none. */
export function touchChannel(channel: string | undefined): string | undefined {
  return channel === undefined ? undefined : (ACTIVITIES.get(plainWord(channel)) ?? channel);
}
