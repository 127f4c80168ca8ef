// Keys of trackers and programs. A new one is shown once, with a button that copies it.
import { Alert, Button, Checkbox, NativeSelect, Skeleton, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type Key, makeKey, type NewKey as NewKeyWanted, readKeys, revokeKey } from '../../api/data.ts';
import { Copyable } from '../../parts/copyable.tsx';
import { Failure } from '../../parts/failure.tsx';
import tables from '../../parts/table.module.css';
import { day, dayAndTime } from '../../words/instants.ts';
import styles from './settings.module.css';

const KINDS = [
  { value: 'write', label: 'Write key: a website or app sends events' },
  { value: 'secret', label: 'Secret key: a program' },
];

/** What a secret key may do. */
const SCOPES = [
  { value: 'read', label: 'read everything' },
  { value: 'import', label: 'bring in facts' },
  { value: 'queue', label: 'work the queue' },
  { value: 'draft', label: 'write drafts' },
  { value: 'admin', label: 'manage people' },
];

export function Keys() {
  const { data, error } = useQuery({ queryKey: ['keys'], queryFn: readKeys });
  const queries = useQueryClient();
  const revoke = useMutation({
    mutationFn: revokeKey,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['keys'] }),
  });
  if (error !== null) return <Failure of={error} what="Keys could not be read" />;
  if (data === undefined) return <Skeleton height={160} aria-label="Loading" />;
  return (
    <>
      <NewKey />
      {revoke.error !== null && <Failure of={revoke.error} what="Not revoked" />}
      {data.keys.length > 0 && <KeysTable keys={data.keys} revoke={(id) => revoke.mutate(id)} />}
    </>
  );
}

function NewKey() {
  const queries = useQueryClient();
  const form = useForm({ initialValues: { kind: 'write', label: '', scopes: ['read'], origins: '' } });
  const { kind, scopes } = form.getValues();
  const make = useMutation({
    mutationFn: makeKey,
    onSuccess: async () => {
      form.reset();
      await queries.invalidateQueries({ queryKey: ['keys'] });
    },
  });
  return (
    <>
      <form className={styles.row} onSubmit={form.onSubmit((values) => make.mutate(newKey(values)))}>
        <NativeSelect size="xs" label="What it is for" data={KINDS} {...form.getInputProps('kind')} />
        <TextInput size="xs" label="What to call it" placeholder="website" required {...form.getInputProps('label')} />
        {kind === 'write' ? (
          <TextInput
            size="xs"
            label="From these sites only, with spaces between them"
            placeholder="https://www.company.example"
            {...form.getInputProps('origins')}
          />
        ) : (
          <Checkbox.Group label="It may" size="xs" {...form.getInputProps('scopes')}>
            <div className={styles.scopes}>
              {SCOPES.map(({ value, label }) => (
                <Checkbox key={value} size="xs" value={value} label={label} />
              ))}
            </div>
          </Checkbox.Group>
        )}
        <Button size="xs" type="submit" loading={make.isPending} disabled={kind !== 'write' && scopes.length === 0}>
          Make a key
        </Button>
      </form>
      {make.error !== null && <Failure of={make.error} what="No key was made" />}
      {make.data !== undefined && (
        <Alert variant="outline" mb={16} title={`The key of ${make.data.label}: copy it now, it is shown this once`}>
          <Copyable text={make.data.key} />
        </Alert>
      )}
    </>
  );
}

interface Wanted {
  readonly kind: string;
  readonly label: string;
  readonly scopes: readonly string[];
  readonly origins: string;
}

function newKey({ kind, label, scopes, origins }: Wanted): NewKeyWanted {
  if (kind !== 'write') return { kind: 'secret', label, scopes };
  return { kind, label, source: sourceOf(label), origins: origins.split(/[\s,]+/).filter((origin) => origin !== '') };
}

/** `Main website` → `main-website`: the source that entries of a write key carry. */
const sourceOf = (label: string): string =>
  label
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60) || 'web';

function KeysTable({ keys, revoke }: { keys: readonly Key[]; revoke: (id: string) => void }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways has to be reached by keyboard.
    <section className={tables.scroll} tabIndex={0} aria-label="Keys">
      <table className={tables.table}>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Key</th>
            <th scope="col">For</th>
            <th scope="col">Made</th>
            <th scope="col">Last used</th>
            <th scope="col">Works</th>
            <th scope="col">Changes</th>
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => (
            <tr key={key.id}>
              <td>{key.label}</td>
              <td>
                <code>{key.shown}</code>
              </td>
              <td>
                {key.kind === 'write' ? `events from ${key.source ?? ''}` : key.scopes.join(', ')}
                {key.origins.length > 0 && <div className={styles.quiet}>only from {key.origins.join(', ')}</div>}
              </td>
              <td>{day(key.madeAt)}</td>
              <td>{key.usedAt === null ? 'never' : dayAndTime(key.usedAt)}</td>
              <td>
                {key.revokedAt === null ? (
                  <Button
                    size="compact-xs"
                    variant="default"
                    aria-label={`Revoke ${key.label}`}
                    onClick={() => revoke(key.id)}
                  >
                    Revoke
                  </Button>
                ) : (
                  `revoked ${day(key.revokedAt)}`
                )}
              </td>
              <td>
                <Link to="/settings" search={{ tab: 'audit', subject: key.id }} aria-label={`Who changed ${key.label}`}>
                  who changed this
                </Link>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
