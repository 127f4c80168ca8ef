// Who of sales takes how much: weights, absences, and what is on their desks. Routing follows it from the next hand-off on.
import { Button, NumberInput, Skeleton, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { changePerson, type Person, type PersonChange, readPeople } from '../../api/people.ts';
import { useNow } from '../../live/service-clock.ts';
import { Failure } from '../../parts/failure.tsx';
import { NothingHere } from '../../parts/nothing-here.tsx';
import tables from '../../parts/table.module.css';
import { useWho } from '../../shell/who.ts';
import { day } from '../../words/instants.ts';
import styles from './settings.module.css';

export function Roster() {
  const { role } = useWho();
  const { data, error } = useQuery({ queryKey: ['people'], queryFn: readPeople });
  if (error !== null) return <Failure of={error} what="The roster could not be read" />;
  if (data === undefined) return <Skeleton height={200} aria-label="Loading" />;
  const reps = data.people.filter((person) => person.role === 'sales' && !person.disabled);
  if (reps.length === 0)
    return (
      <NothingHere title="Nobody of sales yet">
        Hand-offs have no owner until an admin adds somebody of sales under People.
      </NothingHere>
    );
  return (
    <>
      <p className={styles.quiet}>
        A hand-off goes to whoever of those that the definition routes to has least on the desk for their weight, and is
        not away. A weight of 0 takes none.
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways has to be reached by keyboard. */}
      <section className={tables.scroll} tabIndex={0} aria-label="Sales roster">
        <table className={tables.table}>
          <thead>
            <tr>
              <th scope="col">Rep</th>
              <th scope="col">Team</th>
              <th scope="col" className={tables.number}>
                On the desk
              </th>
              <th scope="col" className={tables.number}>
                Weight
              </th>
              <th scope="col">Away until</th>
              <th scope="col">
                <span className="unseen">Save</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {reps.map((rep) => (
              <Rep key={rep.id} of={rep} isAdmin={role === 'admin'} />
            ))}
          </tbody>
        </table>
      </section>
      {role !== 'admin' && <p className={styles.quiet}>An admin changes weights and absences.</p>}
    </>
  );
}

function Rep({ of, isAdmin }: { of: Person; isAdmin: boolean }) {
  const queries = useQueryClient();
  const now = useNow(60_000);
  const held = { team: of.team ?? '', weight: of.weight, away: dateOf(of.awayUntil, now) };
  const [wanted, setWanted] = useState<Partial<typeof held>>({});
  const shown = { ...held, ...wanted };
  const isOther = shown.team !== held.team || shown.weight !== held.weight || shown.away !== held.away;
  const save = useMutation({
    mutationFn: (what: PersonChange) => changePerson(of.id, what),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['people'] });
      setWanted({});
    },
  });
  const keep = () =>
    save.mutate({
      team: shown.team.trim() || null,
      weight: shown.weight,
      awayUntil: shown.away === '' ? null : new Date(`${shown.away}T23:59:59`).getTime(),
    });
  return (
    <tr>
      <td>
        {of.name}
        {save.error !== null && <Failure of={save.error} what="Not saved" />}
      </td>
      {isAdmin ? (
        <>
          <td>
            <TextInput
              size="xs"
              aria-label={`Team of ${of.name}`}
              className={styles.team}
              value={shown.team}
              onChange={(event) => setWanted({ ...wanted, team: event.currentTarget.value })}
            />
          </td>
          <td className={tables.number}>{of.open}</td>
          <td className={tables.number}>
            <NumberInput
              size="xs"
              aria-label={`Weight of ${of.name}`}
              min={0}
              max={100}
              step={0.5}
              className={styles.weight}
              value={shown.weight}
              onChange={(value) => setWanted({ ...wanted, weight: Number(value) || 0 })}
            />
          </td>
          <td>
            <TextInput
              size="xs"
              type="date"
              aria-label={`${of.name} is away until`}
              value={shown.away}
              onChange={(event) => setWanted({ ...wanted, away: event.currentTarget.value })}
            />
          </td>
          <td>
            {isOther && (
              <Button size="compact-xs" aria-label={`Save ${of.name}`} loading={save.isPending} onClick={keep}>
                Save
              </Button>
            )}
          </td>
        </>
      ) : (
        <>
          <td>{of.team ?? '–'}</td>
          <td className={tables.number}>{of.open}</td>
          <td className={tables.number}>{of.weight}</td>
          <td>{of.awayUntil !== null && of.awayUntil > now ? day(of.awayUntil) : 'here'}</td>
          <td />
        </>
      )}
    </tr>
  );
}

/** `2026-03-31` in the viewer's zone; empty where nobody is away. */
function dateOf(until: number | null, now: number): string {
  if (until === null || until <= now) return '';
  const date = new Date(until);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
