// The first person of all, by the one-time link that the start of the service printed. The token stays in the fragment: it reaches no log.
import { Button, PasswordInput, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { setUp } from '../../api/session.ts';
import { Failure } from '../../parts/failure.tsx';
import styles from '../sign-in/sign-in.module.css';

const SHORTEST = 12;

export function SetUpPage() {
  const [token] = useState(() => window.location.hash.slice(1));
  const [failed, setFailed] = useState<unknown>();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { name: '', email: '', password: '' },
    validate: {
      password: (word) => (word.length < SHORTEST ? `It should have ${SHORTEST} characters or more.` : null),
    },
  });
  const submit = form.onSubmit(async (person) => {
    try {
      await setUp({ token, ...person });
      queries.clear();
      await navigate({ to: '/start' });
    } catch (error) {
      setFailed(error);
    }
  });
  return (
    <main className={styles.page}>
      <Title order={1}>Set up Baton</Title>
      {token === '' ? (
        <p>
          This page needs the one-time link that the service prints when it starts for the first time. Already set up?{' '}
          <Link to="/sign-in">Sign in</Link>
        </p>
      ) : (
        <form onSubmit={submit} className={styles.form}>
          <p>
            You become the admin: you add people and keys. Marketing and sales sign definitions; you cannot sign for
            them.
          </p>
          <TextInput label="Your name" autoComplete="name" required {...form.getInputProps('name')} />
          <TextInput label="E-mail" type="email" autoComplete="username" required {...form.getInputProps('email')} />
          <PasswordInput
            label="Password"
            description={`${SHORTEST} characters or more`}
            autoComplete="new-password"
            required
            {...form.getInputProps('password')}
          />
          {failed !== undefined && <Failure of={failed} what="Nobody was made" />}
          <Button type="submit" loading={form.submitting}>
            Set up
          </Button>
        </form>
      )}
    </main>
  );
}
