// One row of the queue: who, how well they fit, how engaged they are, why now, until when, and whose it is.
import { Checkbox } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Agreement } from '../../api/queue.ts';
import { Due } from '../../parts/due.tsx';
import { GradeBox } from '../../parts/grade-box.tsx';
import { ScoreBar } from '../../parts/score-bar.tsx';
import { outcomeInWords, snoozeInWords } from './outcome-words.ts';
import { Packet } from './packet.tsx';
import styles from './queue.module.css';
import type { QueueRowShown } from './use-queue.ts';

interface Props {
  row: QueueRowShown;
  agreement: Agreement | undefined;
  me: string;
  now: number;
  isChosen: boolean;
  isOpen: boolean;
  isPicked: boolean;
  choose: () => void;
  open: () => void;
  /** Absent where nothing can be done with it. */
  pick: (() => void) | undefined;
}

export function QueueRow({ row, agreement, me, now, isChosen, isOpen, isPicked, choose, open, pick }: Props) {
  const { handoff, note } = row;
  const outcome = outcomeInWords(handoff, agreement, me);
  const said = outcome ?? snoozeInWords(handoff, now);
  const gate = agreement?.gates[handoff.gate] ?? handoff.gate;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click anywhere only chooses the row, as focus on its link does by keyboard.
    <li className={styles.row} data-chosen={isChosen} data-over={outcome !== undefined} onClick={choose}>
      <div className={styles.fit}>
        <GradeBox grade={handoff.grade} />
        {pick !== undefined && (
          <Checkbox
            size="xs"
            aria-label={`Pick ${handoff.label}`}
            checked={isPicked}
            onChange={pick}
            onFocus={choose}
          />
        )}
      </div>
      <div className={styles.who}>
        <Link
          to="/leads/$lead"
          params={{ lead: handoff.lead }}
          className={styles.name}
          data-row={handoff.id}
          onFocus={choose}
        >
          {handoff.label}
        </Link>
        <span className={styles.quiet}>{handoff.company ?? 'company unknown'}</span>
        <button type="button" className={styles.open} aria-expanded={isOpen} onClick={open} onFocus={choose}>
          {isOpen ? 'Close' : 'Before the call'}
          <span className="unseen"> of {handoff.label}</span>
        </button>
      </div>
      <div className={styles.score}>
        <ScoreBar score={handoff.engagement} of="engagement" />
      </div>
      <div className={styles.why}>
        <span>
          <strong>{gate}</strong>
          {handoff.reasons.length > 0 && `: ${handoff.reasons.join(', ')}`}
        </span>
        {handoff.source !== null && handoff.source !== 'unknown' && (
          <span className={styles.quiet}>from {handoff.source}</span>
        )}
      </div>
      <div className={styles.due}>
        {said === undefined ? <Due at={handoff.dueAt} since={handoff.openedAt} /> : <strong>{said}</strong>}
      </div>
      <div className={styles.rep}>{repInWords(handoff.rep, me)}</div>
      {isOpen && <Packet of={handoff} />}
      {note !== undefined && (
        <p className={styles.note} data-bad={note.isBad} role="status">
          {note.words}
        </p>
      )}
    </li>
  );
}

function repInWords(rep: { id: string; name: string } | null, me: string): string {
  if (rep === null) return 'nobody yet';
  return rep.id === me ? 'you' : rep.name;
}
