// What the checker says of the draft while it is written: problems with their lines, and how each story ended.
import { Problems } from '../../../parts/failure.tsx';
import { StoryList } from '../../../parts/story-list.tsx';
import { count } from '../../../words/numbers.ts';
import type { CheckedDraft } from './check.ts';

export function Checked({ of }: { of: CheckedDraft | undefined }) {
  if (of === undefined) return null;
  const { problems, stories } = of;
  const errors = problems.filter(({ severity }) => severity === 'error');
  const warnings = problems.filter(({ severity }) => severity !== 'error');
  const failed = stories?.filter(({ passed }) => !passed) ?? [];
  return (
    <section aria-label="Check">
      <h2>Check</h2>
      <p role="status">
        {errors.length > 0 ? count(errors.length, 'error') : 'The text can be read'}
        {warnings.length > 0 && `, ${count(warnings.length, 'warning')}`}
        {stories !== undefined && `; ${wordsOf(stories.length, failed.length)}`}.
      </p>
      <Problems problems={[...errors, ...warnings]} />
      {stories !== undefined && stories.length > 0 && <StoryList of={stories} />}
    </section>
  );
}

function wordsOf(stories: number, failed: number): string {
  if (stories === 0) return 'there are no stories yet';
  const all = count(stories, 'story', 'stories');
  return failed === 0 ? `${all} passed` : `${failed} of ${all} failed`;
}
