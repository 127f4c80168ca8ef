// How sure a fact has to be to count, as asked on the command line.
import type { Confidence } from '@baton/core/journal/entry';
import { Option } from 'commander';

/** `--confidence`. */
export function confidenceOption(): Option {
  return new Option('--confidence <least>', 'count only facts that are at least so sure; the rest is itemised')
    .choices(['recorded', 'inferred', 'assumed'] satisfies Confidence[])
    .default('assumed');
}
