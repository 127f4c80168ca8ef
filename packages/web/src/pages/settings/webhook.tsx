// One webhook: where it goes, what waits for it, what was given up; tested, sent again, ended.
import { Button, Skeleton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import {
  endWebhook,
  readWebhookMessages,
  replayWebhook,
  testWebhook,
  type Webhook,
  type WebhookMessage,
} from '../../api/webhooks.ts';
import { useNow } from '../../live/service-clock.ts';
import { Failure } from '../../parts/failure.tsx';
import tables from '../../parts/table.module.css';
import { day, dayAndTime, spanInWords } from '../../words/instants.ts';
import { count } from '../../words/numbers.ts';
import styles from './settings.module.css';

export function OneWebhook({ of }: { of: Webhook }) {
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [isEnding, setEnding] = useState(false);
  const again = { onSettled: () => queries.invalidateQueries({ queryKey: ['webhooks'] }) };
  const test = useMutation({ mutationFn: () => testWebhook(of.id), ...again });
  const replay = useMutation({ mutationFn: () => replayWebhook(of.id), ...again });
  const end = useMutation({ mutationFn: () => endWebhook(of.id), ...again });
  return (
    <section className={styles.webhook} aria-label={`Webhook ${of.label}`}>
      <div>
        <strong>{of.label}</strong> <code className={styles.subject}>{of.url}</code>
        <p className={styles.quiet}>
          Told of {of.kinds.join(', ')}. Made {day(of.madeAt)};{' '}
          <Link to="/settings" search={{ tab: 'audit', subject: of.id }}>
            who changed {of.label}
          </Link>
          .
        </p>
      </div>
      {of.endedAt === null ? (
        <Standing of={of} />
      ) : (
        <p>
          Ended {day(of.endedAt)}: {of.endedBecause}
        </p>
      )}
      <div className={styles.row}>
        <Button size="compact-xs" variant="default" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? 'Hide' : 'Show'} messages
        </Button>
        {of.endedAt === null && (
          <>
            <Button size="compact-xs" variant="default" loading={test.isPending} onClick={() => test.mutate()}>
              Send a test
            </Button>
            {of.dead > 0 && (
              <Button size="compact-xs" loading={replay.isPending} onClick={() => replay.mutate()}>
                Send {count(of.dead, 'message')} again
              </Button>
            )}
            {!isEnding && (
              <Button size="compact-xs" variant="default" onClick={() => setEnding(true)}>
                End {of.label}
              </Button>
            )}
          </>
        )}
      </div>
      {isEnding && of.endedAt === null && (
        <div className={styles.consequences}>
          <span>What waits for it is given up, and it is not made anew with this secret.</span>
          <Button size="xs" loading={end.isPending} onClick={() => end.mutate()}>
            End it for good
          </Button>
          <Button size="xs" variant="default" onClick={() => setEnding(false)}>
            Leave it
          </Button>
        </div>
      )}
      {test.data !== undefined && <p role="status">A test message is on its way: {test.data.id}.</p>}
      {replay.data !== undefined && (
        <p role="status">{count(replay.data.again, 'message goes', 'messages go')} again.</p>
      )}
      {[test.error, replay.error, end.error].map(
        (error, i) => error !== null && <Failure key={i} of={error} what="Not done" />,
      )}
      {isOpen && <Messages of={of} />}
    </section>
  );
}

function Standing({ of: { waiting, oldestWaiting, dead } }: { of: Webhook }) {
  const now = useNow(5_000);
  return (
    <p>
      {waiting === 0 || oldestWaiting === null
        ? 'Nothing waits.'
        : `${count(waiting, 'message waits', 'messages wait')}, the oldest for ${spanInWords(now - oldestWaiting)}.`}{' '}
      {dead > 0 && <span className={styles.bad}>▲ {count(dead, 'message was', 'messages were')} given up.</span>}
    </p>
  );
}

function Messages({ of }: { of: Webhook }) {
  const queries = useQueryClient();
  const { data, error } = useQuery({
    queryKey: ['webhooks', of.id, 'messages'],
    queryFn: () => readWebhookMessages(of.id, undefined),
    refetchInterval: 5_000,
  });
  const again = useMutation({
    mutationFn: (message: string) => replayWebhook(of.id, message),
    onSettled: () => queries.invalidateQueries({ queryKey: ['webhooks'] }),
  });
  if (error !== null) return <Failure of={error} what="Messages could not be read" />;
  if (data === undefined) return <Skeleton height={80} aria-label="Loading" />;
  if (data.messages.length === 0) return <p className={styles.quiet}>No message yet.</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways has to be reached by keyboard.
    <section className={tables.scroll} tabIndex={0} aria-label={`Messages of ${of.label}`}>
      {again.error !== null && <Failure of={again.error} what="Not sent again" />}
      <table className={tables.table}>
        <thead>
          <tr>
            <th scope="col">Kind</th>
            <th scope="col">State</th>
            <th scope="col" className={tables.number}>
              Attempts
            </th>
            <th scope="col">Made</th>
            <th scope="col">Again</th>
          </tr>
        </thead>
        <tbody>
          {data.messages.map((message) => (
            <tr key={message.id}>
              <td>{message.kind}</td>
              <td className={tables.words}>
                {stateInWords(message)}
                {message.problem !== null && <div className={styles.quiet}>{message.problem}</div>}
              </td>
              <td className={tables.number}>{message.attempts}</td>
              <td>{dayAndTime(message.madeAt)}</td>
              <td>
                {message.state === 'dead' && of.endedAt === null && (
                  <Button
                    size="compact-xs"
                    variant="default"
                    aria-label={`Send ${message.id} again`}
                    onClick={() => again.mutate(message.id)}
                  >
                    Send again
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function stateInWords({ state, attempts, dueAt, endedAt }: WebhookMessage): string {
  if (state === 'dead') return 'given up';
  if (state === 'waiting') return attempts === 0 ? 'waits' : `next attempt ${dayAndTime(dueAt)}`;
  return endedAt === null ? state : `${state} ${dayAndTime(endedAt)}`;
}
