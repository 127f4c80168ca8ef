// Mails of a programme by state. Those of which nobody knows whether they went are explained, and never sent again.
import { NativeSelect, Skeleton } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type Mail, readMails } from '../../api/mails.ts';
import { Failure } from '../../parts/failure.tsx';
import tables from '../../parts/table.module.css';
import { dayAndTime } from '../../words/instants.ts';
import { count } from '../../words/numbers.ts';
import { LaterPages } from './later-pages.tsx';
import styles from './nurture.module.css';
import { MAIL_STATES, wayOut } from './programme-words.ts';

const BAD = ['refused', 'failed', 'unknown'];

export function MailsTab({ name }: { name: string }) {
  const { state, after } = useSearch({ from: '/signed-in/nurture/programmes/$name' });
  const navigate = useNavigate({ from: '/nurture/programmes/$name' });
  const search = { programme: name, state, after };
  const { data, error } = useQuery({
    queryKey: ['mails', search],
    queryFn: () => readMails(search),
    placeholderData: keepPreviousData,
  });
  if (error !== null) return <Failure of={error} what="Mails could not be read" />;
  if (data === undefined) return <Skeleton height={240} aria-label="Loading" />;
  const unknown = data.counts.unknown ?? 0;
  return (
    <>
      <div className={styles.filter}>
        <NativeSelect
          size="xs"
          label="State"
          data={[
            { value: '', label: 'Any state' },
            ...Object.keys(MAIL_STATES).map((each) => ({ value: each, label: `${each} (${data.counts[each] ?? 0})` })),
          ]}
          value={state ?? ''}
          onChange={(event) =>
            navigate({
              search: (before) => ({ ...before, after: undefined, state: event.currentTarget.value || undefined }),
            })
          }
        />
        {state !== undefined && <span className={styles.quiet}>{MAIL_STATES[state]}</span>}
      </div>
      {unknown > 0 && (
        <div className={styles.note} role="note">
          <strong>{count(unknown, 'mail')} may have gone, or may not.</strong> The connection broke during the handing
          over, and a mail server cannot be asked. Such a mail is never sent again, so nobody gets one twice; the mail
          server’s log may tell.
        </div>
      )}
      {data.mails.length === 0 ? (
        <p className={styles.quiet}>None. Mails stand here from the moment they are decided.</p>
      ) : (
        <MailsTable of={data.mails} />
      )}
      <LaterPages next={data.next} />
    </>
  );
}

function MailsTable({ of }: { of: readonly Mail[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways has to be reached by keyboard.
    <section className={tables.scroll} tabIndex={0} aria-label="Mails">
      <table className={tables.table}>
        <thead>
          <tr>
            <th scope="col">To</th>
            <th scope="col">Mail</th>
            <th scope="col">State</th>
            <th scope="col">When</th>
            <th scope="col">Opened</th>
            <th scope="col">Clicked</th>
          </tr>
        </thead>
        <tbody>
          {of.map((mail) => (
            <tr key={mail.id}>
              <td>
                <Link to="/leads/$lead" params={{ lead: mail.lead }} className={styles.address}>
                  {mail.address === '' ? mail.lead : mail.address}
                </Link>
              </td>
              <td>
                {mail.mail} <div className={styles.quiet}>at {mail.step}</div>
              </td>
              <td className={tables.words}>
                <span className={styles.state} data-bad={BAD.includes(mail.state)}>
                  {mail.state}
                </span>
                {mail.problem !== null && <div className={styles.quiet}>{wayOut(mail.problem)}</div>}
                {mail.attempts > 1 && <div className={styles.quiet}>{mail.attempts} attempts</div>}
              </td>
              <td>{whenOf(mail)}</td>
              <td>{mail.openedAt === null ? '–' : dayAndTime(mail.openedAt)}</td>
              <td>{mail.clickedAt === null ? '–' : dayAndTime(mail.clickedAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function whenOf({ state, dueAt, endedAt, decidedAt }: Mail): string {
  if (state === 'waiting') return `due ${dayAndTime(dueAt)}`;
  return dayAndTime(endedAt ?? decidedAt);
}
