// A version's way into force, step by step: backtest, proposal, two signatures, activation. Only the next step has a button.
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { activateVersion, proposeVersion, type Version } from '../../api/definitions.ts';
import { Failure } from '../../parts/failure.tsx';
import { useWho } from '../../shell/who.ts';
import { dayAndTime } from '../../words/instants.ts';
import { Backtest } from './backtest.tsx';
import styles from './definition.module.css';
import { GoBack, Sign } from './sign.tsx';
import { Signatures } from './signatures.tsx';
import { useStep } from './use-step.ts';

export function WayIntoForce({ of }: { of: Version }) {
  const isDraft = of.state === 'draft';
  const isProposed = of.state === 'proposed';
  const valid = of.signatures.filter(({ digest, voidedAt }) => voidedAt === null && digest === of.digest);
  const isSigned = ['marketing', 'sales'].every((side) => valid.some((each) => each.function === side));
  return (
    <ol className={styles.way} aria-label="Way into force">
      <Step title="Backtest" isDone={of.hasBacktest}>
        <Backtest of={of} />
      </Step>
      <Step title="Proposal" isDone={!isDraft}>
        {isDraft && <Propose of={of} />}
      </Step>
      <Step title="Signatures of marketing and sales" isDone={isSigned}>
        <Signatures of={of.signatures} digest={of.digest} />
        {isProposed && (
          <p>
            Before you sign:{' '}
            <Link
              to="/definition/$name/$version"
              params={{ name: of.name, version: String(of.version) }}
              search={{ tab: 'backlog' }}
            >
              whom it concerns at once
            </Link>
          </p>
        )}
        {isProposed && <Sign of={of} mine={valid} />}
      </Step>
      <Step title="In force" isDone={of.effectiveAt !== null}>
        {of.effectiveAt !== null && <p>Since {dayAndTime(of.effectiveAt)}.</p>}
        {isProposed && isSigned && <Activate of={of} />}
        {of.state === 'superseded' && <GoBack of={of} />}
      </Step>
    </ol>
  );
}

function Step({ title, isDone, children }: { title: string; isDone: boolean; children: ReactNode }) {
  return (
    <li data-done={isDone}>
      <strong>
        <span aria-hidden="true">{isDone ? '✓ ' : '○ '}</span>
        {title}
        <span className="unseen">{isDone ? ', done' : ', open'}</span>
      </strong>
      {children}
    </li>
  );
}

function Propose({ of }: { of: Version }) {
  const { role } = useWho();
  const step = useStep(() => proposeVersion(of));
  const failing = of.results.filter(({ passed }) => !passed).length;
  if (role === 'viewer') return <p>Still a draft.</p>;
  if (failing > 0) return <p>{failing} of its stories fail; mend them, then it can be proposed.</p>;
  return (
    <>
      {step.error !== null && <Failure of={step.error} what="Not proposed" />}
      <Button
        size="xs"
        variant={of.hasBacktest ? 'filled' : 'default'}
        loading={step.isPending}
        onClick={() => step.mutate(undefined)}
      >
        Propose for signing
      </Button>
    </>
  );
}

function Activate({ of }: { of: Version }) {
  const { role } = useWho();
  const step = useStep(() => activateVersion(of));
  if (role === 'viewer') return <p>Signed by both; not yet in force.</p>;
  return (
    <>
      {step.error !== null && <Failure of={step.error} what="Not activated" />}
      <Button size="xs" loading={step.isPending} onClick={() => step.mutate(undefined)}>
        Bring into force
      </Button>
    </>
  );
}
