// How far an import is, told on stderr.
import type { ImportWatcher } from '@baton/files/importing/run-import';
import { countOf } from '@baton/files/words';
import { startProgress } from '../print/progress.ts';

/** A line that is written over and over; silent without a terminal. */
export function startImporting(): ImportWatcher {
  const progress = startProgress('Importing', 'rows');
  return {
    rows: (read, share) => progress.tell(read, undefined, share),
    goesOn: (after) =>
      void process.stderr.write(
        `An import of the same files was cut off after ${countOf(after, 'row')}: it goes on from there.\n`,
      ),
    done: () => progress.done(),
  };
}
