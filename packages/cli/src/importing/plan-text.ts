// What an import would make of the first rows of each file, in words.
import { entryText } from '@baton/files/importing/entry-text';
import { type FilePlan, SHOWN_ROWS } from '@baton/files/importing/plan';

/** The plan in words, for people. */
export function planText(plans: readonly FilePlan[]): string {
  return plans.map(fileText).join('\n');
}

function fileText({ file, rows, samples, derived }: FilePlan): string {
  const lines = samples.flatMap(({ line, verdict, entries, problems }) => [
    `  line ${line}: ${verdict}${entries.length === 0 ? '' : `: ${entries.map(entryText).join('; ')}`}`,
    ...problems.map((message) => `    ! ${message}`),
  ]);
  return [
    `${file}: ${rows}`,
    ...lines,
    ...(derived.length === 0
      ? []
      : ['  together:', ...derived.slice(0, 2 * SHOWN_ROWS).map((entry) => `    ${entryText(entry)}`)]),
    '',
  ].join('\n');
}
