// A place whose job nobody has asked for yet: what it will tell, and one button that asks.
import { Button, Skeleton, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Asked } from '../live/use-job.ts';
import { useWho } from '../shell/who.ts';
import { Failure } from './failure.tsx';
import { AtWork } from './job-state.tsx';
import styles from './nothing-here.module.css';

interface Props {
  of: Asked<unknown>;
  title: string;
  /** What it will tell. */
  children: ReactNode;
  /** What the button says. */
  ask: string;
}

export function AskFirst({ of, title, children, ask }: Props) {
  const { role } = useWho();
  const { running, failed, isKnown, error } = of;
  if (!isKnown && error === null) return <Skeleton height={280} aria-label="Loading" />;
  return (
    <div className={styles.empty}>
      <Title order={2}>{title}</Title>
      <p>{children}</p>
      {error !== null && <Failure of={error} what="This could not be asked" />}
      {failed !== undefined && running === undefined && <p role="alert">The last attempt failed: {failed.problem}.</p>}
      {running !== undefined && <AtWork job={running} cancel={role === 'viewer' ? undefined : of.cancel} />}
      {running === undefined && role !== 'viewer' && <Button onClick={of.ask}>{ask}</Button>}
      {running === undefined && role === 'viewer' && <p>Marketing, sales or an admin can start it.</p>}
    </div>
  );
}
