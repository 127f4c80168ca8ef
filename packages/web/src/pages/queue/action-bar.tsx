// What can be done with the chosen row, always in one place: no row moves for it. One primary action.
import { Button } from '@mantine/core';
import type { Handoff } from '../../api/queue.ts';
import styles from './action-bar.module.css';
import type { Asking, Choice, Question } from './choices.ts';

interface Props {
  handoff: Handoff;
  question: Question | undefined;
  accept: () => void;
  ask: (asking: Asking) => void;
  claim: (() => void) | undefined;
  take: (choice: Choice) => void;
  cancel: () => void;
}

export function ActionBar({ handoff, question, accept, ask, claim, take, cancel }: Props) {
  return (
    <section className={styles.bar} aria-label={`Answer ${handoff.label}`}>
      {question !== undefined && (
        <div className={styles.question}>
          <strong>{question.title}</strong>
          {question.choices.map((choice, i) => (
            <Button key={choice.label} variant="default" size="sm" onClick={() => take(choice)}>
              <kbd>{i + 1}</kbd>&nbsp;{choice.label}
            </Button>
          ))}
          {question.choices.length === 0 && <span>{question.none}</span>}
          <Button variant="subtle" size="sm" onClick={cancel}>
            Cancel&nbsp;<kbd>Esc</kbd>
          </Button>
        </div>
      )}
      <div className={styles.actions}>
        <span className={styles.name}>
          <strong>{handoff.label}</strong> {handoff.company}
        </span>
        {handoff.state === 'open' && (
          <>
            <Button size="sm" onClick={accept} rightSection={<kbd>a</kbd>}>
              Accept
            </Button>
            <Button size="sm" variant="default" onClick={() => ask('reject')} rightSection={<kbd>r</kbd>}>
              Reject
            </Button>
          </>
        )}
        <Button size="sm" variant="default" onClick={() => ask('recycle')} rightSection={<kbd>c</kbd>}>
          Recycle
        </Button>
        {handoff.state === 'open' && (
          <Button size="sm" variant="default" onClick={() => ask('snooze')} rightSection={<kbd>s</kbd>}>
            Snooze
          </Button>
        )}
        {claim !== undefined && (
          <Button size="sm" variant="default" onClick={claim} rightSection={<kbd>m</kbd>}>
            Make it mine
          </Button>
        )}
      </div>
    </section>
  );
}
