// How the domain that mails are from stands with others: SPF, DKIM and DMARC, as name servers tell them when somebody asks.
import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { readMails, readSenderRecords, type SenderRecord } from '../../api/mails.ts';
import { Failure } from '../../parts/failure.tsx';
import tables from '../../parts/table.module.css';
import styles from './settings.module.css';

const MARKS: Readonly<Record<SenderRecord['state'], string>> = {
  ok: '✓ ok',
  weak: '▲ weak',
  missing: '✗ missing',
  wrong: '✗ wrong',
  unknown: '? not known',
};

export function MailRecords() {
  const [selector, setSelector] = useState('');
  const [asked, setAsked] = useState<string>();
  const mails = useQuery({ queryKey: ['mails', {}], queryFn: () => readMails({}) });
  const { data, error, isFetching } = useQuery({
    queryKey: ['mail-records', asked],
    queryFn: () => readSenderRecords(asked === '' ? undefined : asked),
    enabled: asked !== undefined,
    staleTime: 0,
    retry: false,
  });
  return (
    <section aria-label="Mail">
      <h2>Mail</h2>
      {mails.data?.sends === true && <p>A mail server is configured: mails of nurture programmes are sent.</p>}
      {mails.data?.sends === false && (
        <p>
          No mail server is configured: mails of nurture programmes wait. Whoever runs Baton sets{' '}
          <code>BATON_MAIL_SMTP</code>, <code>BATON_MAIL_FROM</code> and <code>BATON_URL</code>.
        </p>
      )}
      <p className={styles.quiet}>
        Mail servers of readers look whether your domain lets this mail server send for it. The check asks the name
        servers now; without a selector it tries those that providers use.
      </p>
      <form
        className={styles.row}
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(selector.trim());
        }}
      >
        <TextInput
          size="xs"
          label="DKIM selector, where known"
          value={selector}
          onChange={(event) => setSelector(event.currentTarget.value)}
        />
        <Button size="xs" variant="default" type="submit" loading={isFetching}>
          Check the domain
        </Button>
      </form>
      {error !== null && <Failure of={error} what="Not checked" />}
      {data !== undefined && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways has to be reached by keyboard.
        <section className={tables.scroll} tabIndex={0} aria-label={`Records of ${data.domain}`}>
          <table className={tables.table}>
            <caption className="unseen">Records of {data.domain}</caption>
            <thead>
              <tr>
                <th scope="col">Record</th>
                <th scope="col">State</th>
                <th scope="col">What it means</th>
                <th scope="col">Found at</th>
              </tr>
            </thead>
            <tbody>
              {data.records.map((each) => (
                <tr key={each.record}>
                  <td>{each.record}</td>
                  <td className={styles.mark} data-bad={each.state !== 'ok'}>
                    {MARKS[each.state]}
                  </td>
                  <td className={tables.words}>{each.words}</td>
                  <td className={`${styles.subject} ${tables.words}`}>
                    <code>{each.name}</code>
                    {each.found !== null && <div className={styles.quiet}>{each.found}</div>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}
