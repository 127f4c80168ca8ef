// Signing a version, and going back to one: by the password again, or, who has none, after signing in anew at the identity provider.
import { Button, PasswordInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { goBackTo, signVersion, type Version } from '../../api/definitions.ts';
import { wayToProvider } from '../../api/session.ts';
import { serviceNow } from '../../live/service-clock.ts';
import { Failure } from '../../parts/failure.tsx';
import { useWho } from '../../shell/who.ts';
import styles from './definition.module.css';
import { useStep } from './use-step.ts';

/** What takes a proof of who one is. */
interface Proved {
  /** On the button. */
  readonly label: string;
  /** What did not happen where it fails. */
  readonly otherwise: string;
  readonly work: (password?: string) => Promise<unknown>;
}

export function Sign({ of, mine }: { of: Version; mine: Version['signatures'] }) {
  const me = useWho();
  if (me.role !== 'marketing' && me.role !== 'sales') return <p>Only marketing and sales sign.</p>;
  if (mine.some(({ by }) => by === me.id)) return <p>You have signed.</p>;
  if (!of.hasBacktest) return <p>Run the backtest first: nobody signs what has not shown what it would have done.</p>;
  return <Proof label={`Sign for ${me.role}`} otherwise="Not signed" work={(password) => signVersion(of, password)} />;
}

/** The only thing that one person does alone: back to what both had signed. */
export function GoBack({ of }: { of: Version }) {
  const me = useWho();
  const navigate = useNavigate();
  if (me.role === 'viewer') return null;
  return (
    <details>
      <summary>Go back to this version</summary>
      <p className={styles.quiet}>
        Both sides have signed it before, so one person may. It comes into force at once under a new number, and every
        page says so for 14 days.
      </p>
      <Proof
        label="Go back to it"
        otherwise="Nothing was changed"
        work={async (password) => {
          const { name, version } = await goBackTo(of, password);
          await navigate({ to: '/definition/$name/$version', params: { name, version: String(version) } });
        }}
      />
    </details>
  );
}

function Proof(proved: Proved) {
  return useWho().signsBy === 'password' ? <ByPassword {...proved} /> : <ByProvider {...proved} />;
}

function ByPassword({ label, otherwise, work }: Proved) {
  const [password, setPassword] = useState('');
  const step = useStep((word: string) => work(word));
  return (
    <form
      className={styles.sign}
      onSubmit={(event) => {
        event.preventDefault();
        step.mutate(password);
      }}
    >
      {step.error !== null && <Failure of={step.error} what={otherwise} />}
      <PasswordInput
        size="xs"
        label="Your password"
        autoComplete="current-password"
        required
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <Button size="xs" type="submit" loading={step.isPending}>
        {label}
      </Button>
    </form>
  );
}

function ByProvider({ label, otherwise, work }: Proved) {
  const { freshUntil } = useWho();
  const step = useStep(() => work());
  const isFresh = freshUntil !== null && freshUntil > serviceNow();
  if (!isFresh) {
    return (
      <div className={styles.sign}>
        <p>This needs that you sign in once more. You come back to this page.</p>
        <Button size="xs" component="a" href={wayToProvider(location.pathname, true)}>
          Sign in anew
        </Button>
      </div>
    );
  }
  return (
    <div className={styles.sign}>
      {step.error !== null && <Failure of={step.error} what={otherwise} />}
      <Button size="xs" loading={step.isPending} onClick={() => step.mutate(undefined)}>
        {label}
      </Button>
    </div>
  );
}
