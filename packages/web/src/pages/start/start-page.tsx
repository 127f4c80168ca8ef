// The first run: what there is to do, in order, each step with what shows that it is done. Looked at anew by itself.
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { readLedger } from '../../api/data.ts';
import { readVersions } from '../../api/definitions.ts';
import { askAudit, jobPage, readJobs } from '../../api/jobs.ts';
import { readPeople } from '../../api/people.ts';
import { readUploads } from '../../api/uploads.ts';
import { Failure } from '../../parts/failure.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { useWho } from '../../shell/who.ts';
import { FirstEvent } from '../settings/snippet.tsx';
import styles from './start.module.css';
import { type Known, type StepName, stepsOf } from './steps.ts';

const EVERY = 5_000;

export function StartPage() {
  const me = useWho();
  const mayData = me.role === 'admin' || me.role === 'marketing';
  const people = useQuery({ queryKey: ['people'], queryFn: readPeople, refetchInterval: EVERY });
  const ledger = useQuery({ queryKey: ['ledger'], queryFn: readLedger, enabled: mayData, refetchInterval: EVERY });
  const uploads = useQuery({ queryKey: ['uploads'], queryFn: readUploads, enabled: mayData, refetchInterval: EVERY });
  const jobs = useQuery({ queryKey: ['jobs'], queryFn: () => readJobs(), refetchInterval: EVERY });
  const versions = useQuery({ queryKey: ['versions'], queryFn: readVersions, refetchInterval: EVERY });
  const known: Known = {
    people: people.data?.people ?? [],
    received: (ledger.data?.hours ?? []).reduce(
      (sum, { source, received }) => sum + (source === 'baton' ? 0 : received),
      0,
    ),
    upload: uploads.data?.uploads.find(({ state }) => state === 'brought-in')?.id,
    audit: jobs.data?.jobs.find(({ kind, state }) => kind === 'audit' && state === 'done')?.id,
    versions: versions.data?.versions ?? [],
  };
  const steps = stepsOf(known);
  const next = steps.find(({ isDone }) => !isDone)?.name;
  return (
    <>
      <PageHead title="Getting started" />
      <p className={styles.lead}>
        {next === undefined
          ? 'All of it is done: a definition that both sides signed is in force, and leads that qualify stand in the queue.'
          : 'Six steps to a definition that marketing and sales have both signed. Each shows by itself when it is done.'}
      </p>
      <ol className={styles.steps}>
        {steps.map(({ name, title, isDone }) => (
          <li key={name} data-done={isDone || undefined} aria-current={name === next ? 'step' : undefined}>
            <span className={styles.mark} aria-hidden="true">
              {isDone ? '✓' : '○'}
            </span>
            <div>
              <h2>
                {title} <span className={styles.state}>{isDone ? 'done' : name === next ? 'next' : ''}</span>
              </h2>
              <Words of={name} known={known} mayData={mayData} />
            </div>
          </li>
        ))}
      </ol>
      <p className={styles.quiet}>
        Only looking around? <code>npm start</code> runs Baton on a made-up company with a year behind it, beside this
        one.
      </p>
    </>
  );
}

function Words({ of, known, mayData }: { of: StepName; known: Known; mayData: boolean }): ReactNode {
  if (of === 'people')
    return (
      <p>
        A definition needs a signature of marketing and one of sales, by two people.{' '}
        <Link to="/settings">Add people</Link>
      </p>
    );
  if (of === 'data')
    return mayData ? (
      <>
        <p>
          <Link to="/data" search={{ tab: 'bring-in' }}>
            Bring in exports
          </Link>{' '}
          of your CRM: contacts and deals are enough to begin. Or let a site{' '}
          <Link to="/settings" search={{ tab: 'snippet' }}>
            send events
          </Link>
          .
        </p>
        <FirstEvent />
      </>
    ) : (
      <p>Marketing or an admin brings in exports, or lets a site send events.</p>
    );
  if (of === 'coverage')
    return known.upload === undefined ? (
      <p>The coverage card says what your exports can and cannot answer, and which file would help most next.</p>
    ) : (
      <p>
        <Link to="/data" search={{ tab: 'bring-in', upload: known.upload }}>
          The coverage card of your exports
        </Link>
      </p>
    );
  if (of === 'audit') return <Audit id={known.audit} hasData={known.received > 0} />;
  if (of === 'draft')
    return (
      <p>
        Write down what qualifies a lead; it is checked as you write. <a href="/definition/draft">Draft a definition</a>
      </p>
    );
  return (
    <p>
      Backtest it, propose it, and have both sides sign. <Link to="/definition">Definitions</Link>
    </p>
  );
}

function Audit({ id, hasData }: { id: string | undefined; hasData: boolean }) {
  const queries = useQueryClient();
  const { role } = useWho();
  const jobs = useQuery({ queryKey: ['jobs'], queryFn: () => readJobs() });
  const running = jobs.data?.jobs.some(({ kind, endedAt }) => kind === 'audit' && endedAt === null) ?? false;
  const ask = useMutation({
    mutationFn: askAudit,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['jobs'] }),
  });
  return (
    <>
      <p>
        How the rule of yesterday did: its rates with intervals, deals won that it never saw, and junk that it let
        through.
        {id !== undefined && (
          <>
            {' '}
            <a href={jobPage(id)} target="_blank" rel="noreferrer">
              Open the audit
            </a>
          </>
        )}
      </p>
      {role !== 'viewer' && hasData && (
        <Button size="xs" variant="default" loading={ask.isPending || running} onClick={() => ask.mutate()}>
          {id === undefined ? 'Audit the old rule' : 'Audit it again'}
        </Button>
      )}
      {ask.error !== null && <Failure of={ask.error} what="The audit did not start" />}
    </>
  );
}
