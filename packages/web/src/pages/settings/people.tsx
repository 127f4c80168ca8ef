// Who may sign in, and as what. Consequences are said before they are had.
import { Button, NativeSelect, PasswordInput, Skeleton, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { addPerson, changePerson, type Person, type PersonChange, readPeople } from '../../api/people.ts';
import type { Role } from '../../api/session.ts';
import { Failure } from '../../parts/failure.tsx';
import tables from '../../parts/table.module.css';
import { useWho } from '../../shell/who.ts';
import { consequencesOf } from './consequences.ts';
import styles from './settings.module.css';

const ROLES: readonly { readonly value: Role; readonly label: string }[] = [
  { value: 'marketing', label: 'marketing' },
  { value: 'sales', label: 'sales' },
  { value: 'admin', label: 'admin' },
  { value: 'viewer', label: 'viewer' },
];

export function People() {
  const { role } = useWho();
  const { data, error } = useQuery({ queryKey: ['people'], queryFn: readPeople });
  if (error !== null) return <Failure of={error} what="People could not be read" />;
  if (data === undefined) return <Skeleton height={200} aria-label="Loading" />;
  const isAdmin = role === 'admin';
  return (
    <>
      {!isAdmin && <p className={styles.quiet}>An admin adds and changes people.</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways has to be reached by keyboard. */}
      <section className={tables.scroll} tabIndex={0} aria-label="People">
        <table className={tables.table}>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Role</th>
              <th scope="col">Signs in</th>
              <th scope="col">Changes</th>
            </tr>
          </thead>
          <tbody>
            {data.people.map((person) => (
              <Row key={person.id} of={person} isAdmin={isAdmin} />
            ))}
          </tbody>
        </table>
      </section>
      {isAdmin && <NewPerson />}
    </>
  );
}

function Row({ of, isAdmin }: { of: Person; isAdmin: boolean }) {
  const queries = useQueryClient();
  const [wanted, setWanted] = useState<PersonChange>();
  const save = useMutation({
    mutationFn: (what: PersonChange) => changePerson(of.id, what),
    onSuccess: async () => {
      setWanted(undefined);
      await queries.invalidateQueries({ queryKey: ['people'] });
    },
  });
  return (
    <>
      <tr>
        <td>
          {of.name}
          <div className={styles.quiet}>{of.email}</div>
        </td>
        <td>
          {isAdmin ? (
            <NativeSelect
              size="xs"
              aria-label={`Role of ${of.name}`}
              className={styles.role}
              data={[...ROLES]}
              value={wanted?.role ?? of.role}
              onChange={(event) => setWanted({ role: event.currentTarget.value as Role })}
            />
          ) : (
            of.role
          )}
        </td>
        <td>
          {isAdmin ? (
            <Button
              size="compact-xs"
              variant="default"
              aria-label={`${of.disabled ? 'Let' : 'Disable'} ${of.name}`}
              onClick={() => setWanted({ disabled: !of.disabled })}
            >
              {of.disabled ? 'Disabled: let in again' : 'Disable'}
            </Button>
          ) : of.disabled ? (
            'disabled'
          ) : (
            'yes'
          )}
        </td>
        <td>
          <Link to="/settings" search={{ tab: 'audit', subject: of.id }} aria-label={`Who changed ${of.name}`}>
            who changed this
          </Link>
        </td>
      </tr>
      {wanted !== undefined &&
        (wanted.role ?? of.role) + (wanted.disabled ?? of.disabled) !== of.role + of.disabled && (
          <tr>
            <td colSpan={4}>
              <section className={styles.consequences} aria-label={`What would follow for ${of.name}`}>
                <ul>
                  {consequencesOf(of, wanted).map((words) => (
                    <li key={words}>{words}</li>
                  ))}
                </ul>
                <Button size="xs" loading={save.isPending} onClick={() => save.mutate(wanted)}>
                  {wanted.role === undefined
                    ? wanted.disabled
                      ? `Disable ${of.name}`
                      : `Let ${of.name} in again`
                    : `Make ${of.name} ${wanted.role}`}
                </Button>
                <Button size="xs" variant="default" onClick={() => setWanted(undefined)}>
                  Leave it
                </Button>
                {save.error !== null && <Failure of={save.error} what="Nothing was changed" />}
              </section>
            </td>
          </tr>
        )}
    </>
  );
}

function NewPerson() {
  const queries = useQueryClient();
  const form = useForm({ initialValues: { name: '', email: '', role: 'sales' as Role, password: '' } });
  const add = useMutation({
    mutationFn: addPerson,
    onSuccess: async () => {
      form.reset();
      await queries.invalidateQueries({ queryKey: ['people'] });
    },
  });
  return (
    <>
      <h2>Add somebody</h2>
      <form className={styles.row} onSubmit={form.onSubmit((values) => add.mutate(values))}>
        <TextInput size="xs" label="Name" required {...form.getInputProps('name')} />
        <TextInput size="xs" label="E-mail" type="email" required {...form.getInputProps('email')} />
        <NativeSelect size="xs" label="Role" data={[...ROLES]} {...form.getInputProps('role')} />
        <PasswordInput
          size="xs"
          label="First password, 12 characters or more"
          autoComplete="new-password"
          required
          minLength={12}
          {...form.getInputProps('password')}
        />
        <Button size="xs" type="submit" loading={add.isPending}>
          Add
        </Button>
      </form>
      {add.error !== null && <Failure of={add.error} what="Nobody was added" />}
    </>
  );
}
