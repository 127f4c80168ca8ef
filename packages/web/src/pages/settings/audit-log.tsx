// Who did what, filtered by the address, and whether the log is whole.
import { Button, NativeSelect, Skeleton } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { readAudit, verifyAudit } from '../../api/audit.ts';
import { readPeople, useNames } from '../../api/people.ts';
import { Copyable } from '../../parts/copyable.tsx';
import { Failure } from '../../parts/failure.tsx';
import tables from '../../parts/table.module.css';
import { dayAndTime } from '../../words/instants.ts';
import { count } from '../../words/numbers.ts';
import styles from './settings.module.css';

const MOST = 50;

export function AuditLog() {
  const { actor, action, subject, before } = useSearch({ from: '/signed-in/settings' });
  const navigate = useNavigate({ from: '/settings' });
  const names = useNames();
  const people = useQuery({ queryKey: ['people'], queryFn: readPeople });
  const { data, error } = useQuery({
    queryKey: ['audit', actor, action, subject, before],
    queryFn: () => readAudit({ actor, action, subject, before }),
  });
  const set = (change: { actor?: string; action?: string }) =>
    navigate({ search: (held) => ({ ...held, before: undefined, ...change }) });
  if (error !== null) return <Failure of={error} what="The audit log could not be read" />;
  const last = data?.lines.at(-1);
  return (
    <>
      <div className={styles.row}>
        <NativeSelect
          size="xs"
          label="Who"
          data={[
            { value: '', label: 'Everybody' },
            ...(people.data?.people ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={actor ?? ''}
          onChange={(event) => set({ actor: event.currentTarget.value })}
        />
        <NativeSelect
          size="xs"
          label="What"
          data={[{ value: '', label: 'Everything' }, ...(data?.actions ?? (action === undefined ? [] : [action]))]}
          value={action ?? ''}
          onChange={(event) => set({ action: event.currentTarget.value })}
        />
        {subject !== undefined && (
          <span>
            of {names(subject)} only,{' '}
            <Link to="/settings" search={(held) => ({ ...held, subject: undefined, before: undefined })}>
              show all
            </Link>
          </span>
        )}
        <Verify />
      </div>
      {data === undefined && <Skeleton height={240} aria-label="Loading" />}
      {data !== undefined && data.lines.length === 0 && <p className={styles.quiet}>Nothing matches.</p>}
      {data !== undefined && data.lines.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways has to be reached by keyboard.
        <section className={tables.scroll} tabIndex={0} aria-label="Audit log">
          <table className={tables.table}>
            <thead>
              <tr>
                <th scope="col">When</th>
                <th scope="col">Who</th>
                <th scope="col">What</th>
                <th scope="col">To what</th>
                <th scope="col">Details</th>
              </tr>
            </thead>
            <tbody>
              {data.lines.map((line) => (
                <tr key={line.position}>
                  <td>{dayAndTime(line.at)}</td>
                  <td>{names(line.actor)}</td>
                  <td>{line.action.replaceAll('-', ' ')}</td>
                  <td className={styles.subject}>{names(line.subject)}</td>
                  <td>
                    {Object.entries(line.details)
                      .map(([name, value]) => `${name} ${String(value)}`)
                      .join(', ')}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      <p className={styles.row}>
        {before !== undefined && (
          <Link to="/settings" search={(held) => ({ ...held, before: undefined })}>
            The newest
          </Link>
        )}
        {last !== undefined && data?.lines.length === MOST && (
          <Link to="/settings" search={(held) => ({ ...held, before: String(last.position) })}>
            Older
          </Link>
        )}
      </p>
    </>
  );
}

function Verify() {
  const verify = useMutation({ mutationFn: verifyAudit });
  const found = verify.data;
  return (
    <>
      <Button size="xs" variant="default" loading={verify.isPending} onClick={() => verify.mutate()}>
        Verify the log
      </Button>
      <span role="status">
        {found !== undefined && 'brokenAt' in found && (
          <strong className={styles.bad}>✗ Broken: line {found.brokenAt} does not follow from the one before.</strong>
        )}
        {found !== undefined && 'head' in found && (
          <>
            ✓ Whole: {count(found.lines, 'line')}. Keep its head elsewhere: <Copyable text={found.head} />
          </>
        )}
      </span>
      {verify.error !== null && <Failure of={verify.error} what="The log was not verified" />}
    </>
  );
}
