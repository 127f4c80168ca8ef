// Signing in; afterwards back to where one wanted to go.
import { Button, PasswordInput, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { signIn } from '../../api/session.ts';
import { Failure } from '../../parts/failure.tsx';
import { Elsewhere } from './elsewhere.tsx';
import styles from './sign-in.module.css';

export function SignInPage() {
  const { to, problem } = useSearch({ from: '/sign-in' });
  const queries = useQueryClient();
  const navigate = useNavigate();
  const router = useRouter();
  const [failed, setFailed] = useState<unknown>();
  const form = useForm({ mode: 'uncontrolled', initialValues: { email: '', password: '' } });
  const submit = form.onSubmit(async ({ email, password }) => {
    try {
      await signIn(email, password);
      queries.clear();
      // Only our own addresses: a link may not send anybody elsewhere.
      if (isOurs(to)) router.history.push(to);
      else await navigate({ to: '/' });
    } catch (error) {
      setFailed(error);
    }
  });
  return (
    <main className={styles.page}>
      <Title order={1}>Sign in to Baton</Title>
      <form onSubmit={submit} className={styles.form}>
        <TextInput label="E-mail" type="email" autoComplete="username" required {...form.getInputProps('email')} />
        <PasswordInput label="Password" autoComplete="current-password" required {...form.getInputProps('password')} />
        {failed !== undefined && <Failure of={failed} what="You are not signed in" />}
        <Button type="submit" loading={form.submitting}>
          Sign in
        </Button>
      </form>
      <Elsewhere to={isOurs(to) ? to : '/queue'} problem={failed === undefined ? problem : undefined} />
    </main>
  );
}

function isOurs(to: string | undefined): to is string {
  return to?.startsWith('/') === true && !to.startsWith('//') && !to.startsWith('/sign-in');
}
