// Signing in by the company's identity provider, where there is one; and why that did not work.
import { Alert, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { readWays, wayToProvider } from '../../api/session.ts';
import styles from './sign-in.module.css';

/** What the service says by its codes, in words for the one who reads them. */
const WORDS: Readonly<Record<string, string>> = {
  'http-email-unverified': 'Your identity provider does not vouch for your e-mail. Have it verified there.',
  'http-nobody-here': 'Your account is known there, but Baton does not let it in. Ask an admin of Baton to add you.',
  'http-somebody-else': 'Somebody else signed in there than is signed in here. Nothing was signed.',
  'http-not-signed-in': 'Your session has ended. Sign in once more.',
  'http-provider-unavailable': 'Your identity provider does not answer. Try again in a minute.',
};
const OTHERWISE = 'What your identity provider said does not hold. Try once more; the log of Baton says more.';

export function Elsewhere({ to, problem }: { to: string; problem: string | undefined }) {
  const { data } = useQuery({ queryKey: ['ways'], queryFn: readWays, staleTime: Number.POSITIVE_INFINITY });
  if (!data?.provider) return null;
  return (
    <section className={styles.elsewhere} aria-label="Other ways to sign in">
      {problem !== undefined && (
        <Alert color="red" variant="outline" role="alert" title="Signing in did not work">
          {WORDS[problem] ?? OTHERWISE}
        </Alert>
      )}
      <Button component="a" href={wayToProvider(to)} variant="default" fullWidth>
        Sign in with {data.provider.name}
      </Button>
    </section>
  );
}
