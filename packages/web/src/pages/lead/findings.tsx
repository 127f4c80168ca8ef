// What reps found out: the questions of the framework that was agreed, answered one by one; enough of them make an SQL.
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Lead } from '../../api/leads.ts';
import { answerHandoff, type Finding, type Handoff, noteFinding, readAgreement } from '../../api/queue.ts';
import { Failure } from '../../parts/failure.tsx';
import { useWho } from '../../shell/who.ts';
import { findingsOf, QUESTIONS } from './findings-of.ts';
import styles from './lead.module.css';

const STATES = [
  { value: 'known', label: 'known' },
  { value: 'negative', label: 'asked, and it is not so' },
  { value: 'unknown', label: 'not known' },
];

/** For the hand-off that sales works; nothing where there is none, or where no framework was agreed. The past is looked at, and not changed. */
export function Findings({ of, isNow }: { of: Lead; isNow: boolean }) {
  const handoff = of.handoffs.find(({ state }) => state === 'open' || state === 'accepted');
  return handoff === undefined ? null : <ForHandoff of={of} handoff={handoff} isNow={isNow} />;
}

function ForHandoff({ of, handoff, isNow }: { of: Lead; handoff: Handoff; isNow: boolean }) {
  const { role } = useWho();
  const queries = useQueryClient();
  const { data: agreement } = useQuery({
    queryKey: ['agreement', handoff.definition, handoff.version],
    queryFn: () => readAgreement(handoff.definition, handoff.version),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const again = () => queries.invalidateQueries({ queryKey: ['lead'] });
  const confirm = useMutation({
    mutationFn: () => answerHandoff(handoff.id, { answer: 'sql' }, crypto.randomUUID()),
    onSuccess: again,
  });
  const sql = agreement?.sql;
  const questions = sql == null ? undefined : QUESTIONS[sql.framework];
  if (sql == null || questions === undefined) return null;
  const found = findingsOf(of.timeline, handoff.openedAt);
  const known = [...found.values()].filter(({ state }) => state === 'known').length;
  const mayWork = isNow && (role === 'sales' || role === 'admin');
  return (
    <section aria-labelledby="findings">
      <h2 id="findings">{sql.framework}</h2>
      <p className={styles.quiet}>
        {known} of {sql.of} known; an SQL needs {sql.require}.
      </p>
      <ul className={styles.findings}>
        {questions.map((question) => (
          <One
            key={question}
            question={question}
            framework={sql.framework}
            found={found.get(question)}
            handoff={handoff.id}
            mayWork={mayWork}
            noted={again}
          />
        ))}
      </ul>
      {mayWork && handoff.sqlAt === null && known >= sql.require && (
        <Button size="xs" loading={confirm.isPending} onClick={() => confirm.mutate()}>
          Confirm the SQL
        </Button>
      )}
      {handoff.sqlAt !== null && <p>✓ Confirmed as an SQL.</p>}
      {confirm.error !== null && <Failure of={confirm.error} what="Not confirmed" />}
    </section>
  );
}

interface Given {
  readonly question: string;
  readonly framework: string;
  readonly found: Pick<Finding, 'state' | 'answer'> | undefined;
  readonly handoff: string;
  readonly mayWork: boolean;
  readonly noted: () => unknown;
}

function One({ question, framework, found, handoff, mayWork, noted }: Given) {
  const [isOpen, setOpen] = useState(false);
  const [state, setState] = useState<Finding['state']>('known');
  const [answer, setAnswer] = useState('');
  const note = useMutation({
    mutationFn: () =>
      noteFinding(
        handoff,
        { framework, question, state, ...(answer.trim() === '' ? {} : { answer: answer.trim() }) },
        crypto.randomUUID(),
      ),
    onSuccess: async () => {
      setOpen(false);
      setAnswer('');
      await noted();
    },
  });
  const name = question.replaceAll('-', ' ');
  return (
    <li>
      <span aria-hidden="true">
        {found === undefined || found.state === 'unknown' ? '○' : found.state === 'known' ? '✓' : '✗'}
      </span>
      <span>
        {name}:{' '}
        {found === undefined ? 'not known' : (found.answer ?? STATES.find(({ value }) => value === found.state)?.label)}
      </span>
      {mayWork && !isOpen && (
        <Button size="compact-xs" variant="default" aria-label={`Note ${name}`} onClick={() => setOpen(true)}>
          Note
        </Button>
      )}
      {isOpen && (
        <form
          className={styles.note}
          onSubmit={(event) => {
            event.preventDefault();
            note.mutate();
          }}
        >
          <NativeSelect
            size="xs"
            aria-label={`What is known of ${name}`}
            data={STATES}
            value={state}
            onChange={(event) => setState(event.currentTarget.value as Finding['state'])}
          />
          <TextInput
            size="xs"
            aria-label={`What was said of ${name}`}
            placeholder="what was said"
            value={answer}
            onChange={(event) => setAnswer(event.currentTarget.value)}
          />
          <Button size="xs" type="submit" loading={note.isPending}>
            Keep
          </Button>
        </form>
      )}
      {note.error !== null && <Failure of={note.error} what="Not kept" />}
    </li>
  );
}
