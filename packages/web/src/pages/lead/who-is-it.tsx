// The names that a lead goes by; another lead made one with it, and links taken back.
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Entry, type Lead, mergeLeads, readLead, unmergeLeads } from '../../api/leads.ts';
import { Failure } from '../../parts/failure.tsx';
import { useWho } from '../../shell/who.ts';
import { dayAndTime } from '../../words/instants.ts';
import { decimal } from '../../words/numbers.ts';
import styles from './lead.module.css';

export function WhoIsIt({ of, isNow }: { of: Lead; isNow: boolean }) {
  const { role } = useWho();
  const mayChange = isNow && role !== 'viewer';
  const queries = useQueryClient();
  const again = () => queries.invalidateQueries({ queryKey: ['lead'] });
  const unmerge = useMutation({
    mutationFn: (link: Entry) => unmergeLeads(of.lead, link, crypto.randomUUID()),
    onSuccess: again,
  });
  return (
    <section aria-labelledby="who">
      <h2 id="who">Who this is</h2>
      <ul className={styles.idents}>
        {of.names.map((name) => (
          <li key={name}>
            <code>{name}</code>
          </li>
        ))}
      </ul>
      {linksOf(of.timeline).map((link) => (
        <p key={`${link.source} ${link.id}`}>
          {linkInWords(link)} on {dayAndTime(link.occurredAt)}, says {link.source}{' '}
          {mayChange && (
            <Button
              size="compact-xs"
              variant="default"
              aria-label={`Take back: ${linkInWords(link)}`}
              loading={unmerge.isPending}
              onClick={() => unmerge.mutate(link)}
            >
              Take it back
            </Button>
          )}
        </p>
      ))}
      {unmerge.error !== null && <Failure of={unmerge.error} what="Nothing was taken back" />}
      {mayChange && <Merge of={of} merged={again} />}
    </section>
  );
}

/** Another lead is looked at first: two people made one is a thing to be sure of. */
function Merge({ of, merged }: { of: Lead; merged: () => unknown }) {
  const [name, setName] = useState('');
  const look = useMutation({ mutationFn: (other: string) => readLead(other, undefined) });
  const merge = useMutation({
    mutationFn: (other: string) => mergeLeads(of.lead, other, crypto.randomUUID()),
    onSuccess: async () => {
      setName('');
      look.reset();
      await merged();
    },
  });
  const other = look.data;
  return (
    <details>
      <summary>The same person as another lead?</summary>
      <form
        className={styles.note}
        onSubmit={(event) => {
          event.preventDefault();
          look.mutate(name.trim());
        }}
      >
        <TextInput
          size="xs"
          label="E-mail or id of the other"
          required
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button size="xs" variant="default" type="submit" loading={look.isPending}>
          Look
        </Button>
      </form>
      {look.error !== null && <Failure of={look.error} what="There is no such lead" />}
      {other !== undefined &&
        (other.lead === of.lead ? (
          <p>That is this lead already.</p>
        ) : (
          <>
            <p>
              {other.label}, {other.company ?? 'company unknown'}; {other.names.join(', ')}
              {other.standings[0] !== undefined &&
                `; engagement ${decimal(other.standings[0].standing.engagement / 10)} of 100`}
              . Their events, hand-offs and names become one; it can be taken back.
            </p>
            <Button size="xs" loading={merge.isPending} onClick={() => merge.mutate(other.lead)}>
              Merge {other.label} into this lead
            </Button>
          </>
        ))}
      {merge.error !== null && <Failure of={merge.error} what="Nothing was merged" />}
    </details>
  );
}

/** Merges and aliases that nobody has taken back. */
export function linksOf(timeline: readonly Entry[]): Entry[] {
  const back = new Set(
    timeline.flatMap(({ kind, link }) => (kind === 'unmerge' ? refOf(link as { source: string; id: string }) : [])),
  );
  return timeline.filter((entry) => (entry.kind === 'merge' || entry.kind === 'alias') && !back.has(refOf(entry)));
}

const refOf = ({ source, id }: { readonly source: string; readonly id: string }): string => `${source}\n${id}`;

function linkInWords(entry: Entry): string {
  if (entry.kind === 'alias') return `Also known as ${String(entry.previousId)}`;
  const from = entry.from as Readonly<Record<string, string>>;
  return `Merged with ${Object.values(from)[0] ?? 'another'}`;
}
