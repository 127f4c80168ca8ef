// What a rep reads before the first call, beneath a row: why now, the heaviest signals, who else is there, what nobody knows, and what would change the verdict.
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type Handoff, readPacket } from '../../api/queue.ts';
import { Failure } from '../../parts/failure.tsx';
import { day } from '../../words/instants.ts';
import { decimal } from '../../words/numbers.ts';
import styles from './queue.module.css';

export function Packet({ of }: { of: Handoff }) {
  // As of when the lead was handed over: it changes only where the past is corrected.
  const { data, error } = useQuery({
    queryKey: ['packet', of.id],
    queryFn: () => readPacket(of.id),
    staleTime: 60_000,
  });
  if (error !== null)
    return (
      <div className={styles.packet}>
        <Failure of={error} what="What to know could not be read" />
      </div>
    );
  if (data === undefined)
    return (
      <div className={styles.packet}>
        <Skeleton height={120} aria-label="Loading" />
      </div>
    );
  return (
    <section className={styles.packet} aria-label={`Before the call with ${of.label}`}>
      <p>
        {data.whyNow} <span className={styles.quiet}>As it stood when it was handed over.</span>
      </p>
      <Part title="Heaviest signals" none="None: it was handed over for another reason.">
        {data.signals.map(({ signal, label, times, points, lastAt }) => (
          <li key={signal}>
            {label}
            {times > 1 && `, ${times} times`}: {decimal(points)} points, last {day(lastAt)}
          </li>
        ))}
      </Part>
      <Part title="Who else is there" none="Nobody else of the company is known.">
        {data.committee.map(({ lead, label, grade, engagement }) => (
          <li key={lead}>
            <Link to="/leads/$lead" params={{ lead }}>
              {label}
            </Link>
            , fit {grade}, engagement {decimal(engagement)}
          </li>
        ))}
      </Part>
      <Part title="What nobody knows yet" none="Nothing that the definition asks for.">
        {data.unknown.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </Part>
      <Part title="What would change it" none="No single step.">
        {data.flips.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </Part>
    </section>
  );
}

function Part({ title, none, children }: { title: string; none: string; children: readonly ReactNode[] }) {
  return (
    <div>
      <h2>{title}</h2>
      {children.length === 0 ? <span className={styles.quiet}>{none}</span> : <ul>{children}</ul>}
    </div>
  );
}
