// Pages and leads by what is typed; arrows choose, Enter goes there, Escape closes.
import { Modal, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type KeyboardEvent, useId, useState } from 'react';
import { findLeads } from '../api/leads.ts';
import { roomsOf } from './rooms.ts';
import styles from './shell.module.css';
import { useWho } from './who.ts';

/** Typing is one search once it rests. */
const REST = 120;
const MOST_LEADS = 8;

interface Found {
  readonly name: string;
  readonly what: string;
  readonly to: string;
}

export default function Palette({ close }: { close: () => void }) {
  const router = useRouter();
  const list = useId();
  const [typed, setTyped] = useState('');
  const [place, setPlace] = useState(0);
  const found = useFound(typed.trim());
  const chosen = Math.min(place, found.length - 1);
  const go = (to: string | undefined): void => {
    if (to === undefined) return;
    close();
    router.history.push(to);
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') setPlace(Math.min(chosen + 1, found.length - 1));
    else if (event.key === 'ArrowUp') setPlace(Math.max(chosen - 1, 0));
    else if (event.key === 'Enter') go(found[chosen]?.to);
    else return;
    event.preventDefault();
  };
  return (
    <Modal
      opened
      onClose={close}
      title="Go to a page, or find a lead"
      lockScroll={false}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <TextInput
        data-autofocus
        role="combobox"
        aria-expanded={found.length > 0}
        aria-controls={list}
        aria-activedescendant={found[chosen] === undefined ? undefined : `${list}-${chosen}`}
        aria-label="Page, name, e-mail, company or id"
        placeholder="Page, name, e-mail, company or id"
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setPlace(0);
        }}
        onKeyDown={press}
      />
      <div role="listbox" id={list} aria-label="Found" className={styles.found}>
        {found.map(({ name, what, to }, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are heard by the box above, which keeps the focus.
          <div
            key={to}
            id={`${list}-${i}`}
            role="option"
            tabIndex={-1}
            aria-selected={i === chosen}
            className={styles.one}
            onClick={() => go(to)}
          >
            <span>{name}</span>
            <span className={styles.what}>{what}</span>
          </div>
        ))}
      </div>
      {found.length === 0 && <p className={styles.what}>Nothing goes by this name.</p>}
      <p className={styles.what}>
        <kbd>↑</kbd> <kbd>↓</kbd> choose, <kbd>Enter</kbd> goes there, <kbd>Esc</kbd> closes.
      </p>
    </Modal>
  );
}

function useFound(words: string): readonly Found[] {
  const { role } = useWho();
  const [search] = useDebouncedValue(words, REST);
  const { data } = useQuery({
    queryKey: ['leads', { search }],
    queryFn: () => findLeads({ search }),
    enabled: search !== '',
    placeholderData: keepPreviousData,
  });
  const pages = roomsOf(role).filter(({ name }) => name.toLowerCase().includes(words.toLowerCase()));
  const leads = words === '' ? [] : (data?.leads.slice(0, MOST_LEADS) ?? []);
  return [
    ...pages.map(({ name, to }) => ({ name, to, what: 'page' })),
    // A lead stands once, however many definitions judge it.
    ...[...new Map(leads.map((each) => [each.lead, each])).values()].map(({ lead, label, company }) => ({
      name: label,
      what: company ?? 'lead',
      to: `/leads/${encodeURIComponent(lead)}`,
    })),
  ];
}
