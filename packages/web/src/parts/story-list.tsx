// Stories of a definition or a programme: which hold, and in what the others fail.
import styles from './story-list.module.css';

interface Story {
  readonly name: string;
  readonly passed: boolean;
  readonly failures: readonly string[];
}

export function StoryList({ of }: { of: readonly Story[] }) {
  return (
    <ul className={styles.stories}>
      {of.map(({ name, passed, failures }) => (
        <li key={name}>
          <span className={passed ? styles.passed : styles.failed}>{passed ? '✓ holds' : '✗ fails'}</span> {name}
          {failures.map((failure) => (
            <div key={failure} className={styles.quiet}>
              {failure}
            </div>
          ))}
        </li>
      ))}
    </ul>
  );
}
