// The queue: the home of reps. Whose and which rows stand in the address.
import { Button, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useKeys } from '../../live/keys.ts';
import { PageHead } from '../../parts/page-head.tsx';
import { useWho } from '../../shell/who.ts';
import { KeysHelp } from './keys-help.tsx';
import styles from './queue.module.css';
import { QueueList } from './queue-list.tsx';

const STATES = [
  { value: 'open', label: 'Waiting' },
  { value: 'snoozed', label: 'Snoozed' },
  { value: 'accepted', label: 'Accepted' },
  { value: 'rejected,invalid,recycled,lapsed', label: 'Given back' },
];

export function QueuePage() {
  const me = useWho();
  const search = useSearch({ from: '/signed-in/queue' });
  const navigate = useNavigate({ from: '/queue' });
  const [isHelping, setHelping] = useState(false);
  const find = useRef<HTMLInputElement>(null);
  const whose = search.whose ?? (me.role === 'sales' ? 'me' : 'all');
  const state = STATES.some(({ value }) => value === search.state) ? (search.state as string) : 'open';
  const set = (change: Partial<typeof search>) =>
    navigate({ search: (before) => ({ ...before, ...change }), replace: 'find' in change });
  useKeys({ '?': () => setHelping((is) => !is), '/': () => find.current?.focus() });
  return (
    <>
      <PageHead title="Queue">
        <SegmentedControl
          size="xs"
          aria-label="Whose"
          data={[
            { value: 'me', label: 'Mine' },
            { value: 'all', label: 'Everybody’s' },
            { value: 'nobody', label: 'Nobody’s' },
          ]}
          value={whose}
          onChange={(value) => set({ whose: value })}
        />
        <NativeSelect
          size="xs"
          aria-label="State"
          data={STATES}
          value={state}
          onChange={(event) => set({ state: event.currentTarget.value })}
        />
        <TextInput
          ref={find}
          size="xs"
          aria-label="Find in the list"
          placeholder="Find in the list"
          value={search.find ?? ''}
          onChange={(event) => set({ find: event.currentTarget.value || undefined })}
          onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
        />
        <Button size="xs" variant="default" onClick={() => setHelping(true)}>
          Keys&nbsp;<kbd>?</kbd>
        </Button>
      </PageHead>
      <div className={styles.heads} aria-hidden="true">
        <span>Fit</span>
        <span>Who</span>
        <span>Engagement</span>
        <span>Why now</span>
        <span>Due</span>
        <span>Rep</span>
      </div>
      <QueueList
        key={`${whose} ${state}`}
        search={{ rep: whose === 'all' ? undefined : whose, state: state === 'snoozed' ? 'open' : state }}
        isSleeping={state === 'snoozed'}
        find={search.find ?? ''}
        isFiltered={state !== 'open' || search.find !== undefined}
      />
      <KeysHelp isOpen={isHelping} close={() => setHelping(false)} />
    </>
  );
}
