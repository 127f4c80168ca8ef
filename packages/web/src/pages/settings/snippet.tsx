// How a site or a program sends events, and whether the first one has come.
import { Button, CopyButton, NativeSelect, Skeleton, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { readLedger } from '../../api/data.ts';
import { useReceived } from '../../live/changes.ts';
import { serviceNow, useNow } from '../../live/service-clock.ts';
import { Failure } from '../../parts/failure.tsx';
import { useWho } from '../../shell/who.ts';
import { spanInWords } from '../../words/instants.ts';
import { count } from '../../words/numbers.ts';
import styles from './settings.module.css';
import { WAYS, wordsOf } from './snippet-words.ts';

export function Snippet() {
  const { role } = useWho();
  const [key, setKey] = useState('');
  const [way, setWay] = useState<(typeof WAYS)[number]['value']>('curl');
  const text = wordsOf(way, window.location.origin, key.trim() || 'WRITE_KEY');
  return (
    <>
      <FirstEvent />
      <p className={styles.quiet}>
        {role === 'admin' ? (
          <>
            Paste a write key; one is made under{' '}
            <Link to="/settings" search={{ tab: 'keys' }}>
              Keys
            </Link>
            , where it is shown once. It is public: it sends events, and reads nothing.
          </>
        ) : (
          'An admin makes a write key for you. It is public: it sends events, and reads nothing.'
        )}
      </p>
      <div className={styles.row}>
        <TextInput
          size="xs"
          label="Write key"
          placeholder="wk_…"
          value={key}
          onChange={(event) => setKey(event.currentTarget.value)}
        />
        <NativeSelect
          size="xs"
          label="Sent from"
          data={[...WAYS]}
          value={way}
          onChange={(event) => setWay(event.currentTarget.value as typeof way)}
        />
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button size="xs" variant="default" onClick={copy}>
              {copied ? 'Copied' : 'Copy the snippet'}
            </Button>
          )}
        </CopyButton>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways has to be reached by keyboard. */}
      <pre className={styles.code} tabIndex={0}>
        {text}
      </pre>
    </>
  );
}

/** Waits for the first event, and tells of the latest. */
export function FirstEvent() {
  const now = useNow(1000);
  const { data, error, refetch } = useQuery({ queryKey: ['ledger'], queryFn: readLedger });
  const [last, setLast] = useState<{ readonly at: number; readonly sources: readonly string[] }>();
  useReceived((sources) => {
    const others = sources.filter((source) => source !== 'baton');
    if (others.length === 0) return;
    setLast({ at: serviceNow(), sources: others });
    void refetch();
  });
  if (error !== null) return <Failure of={error} what="What came in could not be read" />;
  if (data === undefined) return <Skeleton height={24} aria-label="Loading" />;
  const received = data.hours.filter(({ source }) => source !== 'baton').reduce((sum, hour) => sum + hour.received, 0);
  return (
    <p className={styles.live} role="status" data-come={last !== undefined || received > 0 || undefined}>
      {last === undefined
        ? received === 0
          ? '○ Waiting for the first event'
          : `● ${count(received, 'entry', 'entries')} came in during the last seven days. Waiting for the next`
        : `● An event from ${last.sources.join(', ')} came in ${ago(now - last.at)}`}
    </p>
  );
}

const ago = (span: number): string =>
  span < 2000
    ? 'just now'
    : span < 60_000
      ? `${Math.max(0, Math.floor(span / 1000))} s ago`
      : `${spanInWords(span)} ago`;
