// A version of a programme in plain words, with its stories, what is unwise in it, its states and its texts.
import { Skeleton } from '@mantine/core';
import { useNames } from '../../api/people.ts';
import type { ProgrammeSummary } from '../../api/programmes.ts';
import { Failure, Problems } from '../../parts/failure.tsx';
import { StoryList } from '../../parts/story-list.tsx';
import { dayAndTime } from '../../words/instants.ts';
import styles from './nurture.module.css';
import { useProgramme } from './use-programme.ts';

export function VersionTab({ of }: { of: ProgrammeSummary }) {
  const { data, error } = useProgramme(of);
  const nameOf = useNames();
  if (error !== null) return <Failure of={error} what="The version could not be read" />;
  if (data === undefined) return <Skeleton height={320} aria-label="Loading" />;
  return (
    <div className={styles.words}>
      {data.problems.length > 0 && (
        <section aria-label="What is unwise">
          <h2>What is unwise</h2>
          <Problems problems={data.problems} />
        </section>
      )}
      {data.words.map(({ title, sentences }) => (
        <section key={title} aria-label={title}>
          <h2>{title}</h2>
          <ul>
            {sentences.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </section>
      ))}
      <section aria-label="Stories">
        <h2>Stories</h2>
        {data.stories.length === 0 && <p>None yet. A story says who gets which mails; it stands in tests.yaml.</p>}
        <StoryList of={data.stories} />
      </section>
      <section aria-label="States">
        <h2>What became of it</h2>
        <ul>
          <li>
            drafted by {nameOf(data.author)}, last edited {dayAndTime(data.editedAt)}
          </li>
          {data.states.map(({ at, state, person }) => (
            <li key={`${at} ${state}`}>
              {state}: {nameOf(person)}, {dayAndTime(at)}
            </li>
          ))}
        </ul>
      </section>
      <details>
        <summary>programme.yaml</summary>
        <pre className={styles.text}>{data.text}</pre>
      </details>
    </div>
  );
}
