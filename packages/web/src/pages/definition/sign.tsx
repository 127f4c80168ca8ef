// Signing a version: by the password again, or, who has none, after signing in anew at the identity provider.
import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { signVersion, type Version } from '../../api/definitions.ts';
import { wayToProvider } from '../../api/session.ts';
import { serviceNow } from '../../live/service-clock.ts';
import { Failure } from '../../parts/failure.tsx';
import { useWho } from '../../shell/who.ts';
import styles from './definition.module.css';
import { useStep } from './use-step.ts';

export function Sign({ of, mine }: { of: Version; mine: Version['signatures'] }) {
  const me = useWho();
  if (me.role !== 'marketing' && me.role !== 'sales') return <p>Only marketing and sales sign.</p>;
  if (mine.some(({ by }) => by === me.id)) return <p>You have signed.</p>;
  if (!of.hasBacktest) return <p>Run the backtest first: nobody signs what has not shown what it would have done.</p>;
  return me.signsBy === 'password' ? <ByPassword of={of} /> : <ByProvider of={of} />;
}

function ByPassword({ of }: { of: Version }) {
  const { role } = useWho();
  const [password, setPassword] = useState('');
  const step = useStep((word: string) => signVersion(of, word));
  return (
    <form
      className={styles.sign}
      onSubmit={(event) => {
        event.preventDefault();
        step.mutate(password);
      }}
    >
      {step.error !== null && <Failure of={step.error} what="Not signed" />}
      <PasswordInput
        size="xs"
        label="Your password"
        autoComplete="current-password"
        required
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <Button size="xs" type="submit" loading={step.isPending}>
        Sign for {role}
      </Button>
    </form>
  );
}

function ByProvider({ of }: { of: Version }) {
  const { role, freshUntil } = useWho();
  const step = useStep(() => signVersion(of));
  const isFresh = freshUntil !== null && freshUntil > serviceNow();
  if (!isFresh) {
    return (
      <div className={styles.sign}>
        <p>A signature needs that you sign in once more. You come back to this page.</p>
        <Button size="xs" component="a" href={wayToProvider(location.pathname, true)}>
          Sign in anew to sign
        </Button>
      </div>
    );
  }
  return (
    <div className={styles.sign}>
      {step.error !== null && <Failure of={step.error} what="Not signed" />}
      <Button size="xs" loading={step.isPending} onClick={() => step.mutate(undefined)}>
        Sign for {role}
      </Button>
    </div>
  );
}
