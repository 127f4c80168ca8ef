// The people in a programme, who came last first; by step those who wait there.
import { Button, NativeSelect, Skeleton } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type PersonIn, readPeopleIn, readResults } from '../../api/programmes.ts';
import { Failure } from '../../parts/failure.tsx';
import tables from '../../parts/table.module.css';
import { dayAndTime } from '../../words/instants.ts';
import { LaterPages } from './later-pages.tsx';
import styles from './nurture.module.css';
import { wayIn, wayOut } from './programme-words.ts';

export function PeopleTab({ name }: { name: string }) {
  const { step, running, after } = useSearch({ from: '/signed-in/nurture/programmes/$name' });
  const navigate = useNavigate({ from: '/nurture/programmes/$name' });
  const search = { step, running, after };
  const { data, error } = useQuery({
    queryKey: ['people-in', name, search],
    queryFn: () => readPeopleIn(name, search),
    placeholderData: keepPreviousData,
  });
  const results = useQuery({ queryKey: ['results-of', name], queryFn: () => readResults(name) });
  const set = (change: { step?: string | undefined; running?: string | undefined }) =>
    navigate({ search: (before) => ({ ...before, after: undefined, ...change }) });
  return (
    <>
      <div className={styles.filter}>
        <NativeSelect
          size="xs"
          label="At the step"
          data={[
            { value: '', label: 'Any' },
            ...(results.data?.steps ?? []).map((each) => ({
              value: each.step,
              label: `${each.step} (${each.waiting})`,
            })),
          ]}
          value={step ?? ''}
          onChange={(event) => set({ step: event.currentTarget.value || undefined })}
        />
        <NativeSelect
          size="xs"
          label="Who"
          data={[
            { value: '', label: 'Everybody' },
            { value: 'true', label: 'In it now' },
            { value: 'false', label: 'Out of it' },
          ]}
          value={running ?? ''}
          onChange={(event) => set({ running: event.currentTarget.value || undefined })}
        />
      </div>
      {error !== null && <Failure of={error} what="The people could not be read" />}
      {data === undefined && error === null && <Skeleton height={240} aria-label="Loading" />}
      {data !== undefined && data.people.length === 0 && (
        <p className={styles.quiet}>
          Nobody. People come in when something happens to them that the programme enrols by.{' '}
          {(step !== undefined || running !== undefined) && (
            <Button size="compact-xs" variant="default" onClick={() => set({ step: undefined, running: undefined })}>
              Show everybody
            </Button>
          )}
        </p>
      )}
      {data !== undefined && data.people.length > 0 && <People of={data.people} />}
      <LaterPages next={data?.next} />
    </>
  );
}

function People({ of }: { of: readonly PersonIn[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways has to be reached by keyboard.
    <section className={tables.scroll} tabIndex={0} aria-label="People in the programme">
      <table className={tables.table}>
        <thead>
          <tr>
            <th scope="col">Who</th>
            <th scope="col">Came in</th>
            <th scope="col">Because</th>
            <th scope="col">Drawn</th>
            <th scope="col">How it stands</th>
          </tr>
        </thead>
        <tbody>
          {of.map((person) => (
            <tr key={person.id}>
              <td>
                <Link to="/leads/$lead" params={{ lead: person.lead }}>
                  {person.label ?? person.lead}
                </Link>
              </td>
              <td>{dayAndTime(person.at)}</td>
              <td>{wayIn(person.by)}</td>
              <td>{person.arm === 'mailed' ? 'mailed' : 'held out: gets nothing'}</td>
              <td>{standingOf(person)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function standingOf({ step, dueAt, endedAt, endedBy }: PersonIn): string {
  if (endedAt !== null) return `${wayOut(endedBy ?? '')}, ${dayAndTime(endedAt)}`;
  return `at ${step ?? 'the end'}${dueAt === null ? '' : `, next ${dayAndTime(dueAt)}`}`;
}
