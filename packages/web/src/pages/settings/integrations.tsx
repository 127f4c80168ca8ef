// Integrations: webhooks with what waits and what was given up, and how the domain of mails stands.
import { Alert, Button, Checkbox, Skeleton, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { makeWebhook, readWebhooks } from '../../api/webhooks.ts';
import { Copyable } from '../../parts/copyable.tsx';
import { Failure } from '../../parts/failure.tsx';
import { MailRecords } from './mail-records.tsx';
import styles from './settings.module.css';
import { OneWebhook } from './webhook.tsx';

export default function Integrations() {
  const { data, error } = useQuery({ queryKey: ['webhooks'], queryFn: readWebhooks });
  return (
    <>
      <h2>Webhooks</h2>
      <p className={styles.quiet}>
        Other systems are told what happens, as Standard Webhooks, signed and at least once. What is not taken is tried
        again for three days, then laid aside for you to send again.
      </p>
      {error !== null && <Failure of={error} what="Webhooks could not be read" />}
      {data === undefined && error === null && <Skeleton height={160} aria-label="Loading" />}
      {data !== undefined && data.webhooks.length === 0 && <p>None yet: nobody is told anything.</p>}
      {data?.webhooks.map((each) => (
        <OneWebhook key={each.id} of={each} />
      ))}
      {data !== undefined && <NewWebhook kinds={data.kinds} />}
      <MailRecords />
    </>
  );
}

function NewWebhook({ kinds }: { kinds: readonly string[] }) {
  const queries = useQueryClient();
  const form = useForm({ initialValues: { url: '', label: '', kinds: ['handoff.opened'] } });
  const make = useMutation({
    mutationFn: makeWebhook,
    onSuccess: async () => {
      form.reset();
      await queries.invalidateQueries({ queryKey: ['webhooks'] });
    },
  });
  return (
    <>
      <h3>A new webhook</h3>
      {make.data !== undefined && (
        <Alert variant="outline" mb={16} title={`The secret of ${make.data.label}: copy it now, it is shown this once`}>
          <Copyable text={make.data.secret} />
        </Alert>
      )}
      <form onSubmit={form.onSubmit((values) => make.mutate(values))}>
        <div className={styles.row}>
          <TextInput size="xs" label="What to call it" placeholder="CRM" required {...form.getInputProps('label')} />
          <TextInput
            size="xs"
            w={320}
            maw="100%"
            label="Where messages go"
            placeholder="https://hooks.company.example/baton"
            required
            {...form.getInputProps('url')}
          />
          <Button
            size="xs"
            type="submit"
            loading={make.isPending}
            disabled={form.getValues().kinds.length === 0}
            title={form.getValues().kinds.length === 0 ? 'Choose at least one kind of message' : undefined}
          >
            Make the webhook
          </Button>
        </div>
        <Checkbox.Group label="It is told of" size="xs" {...form.getInputProps('kinds')}>
          <div className={styles.kinds}>
            {kinds.map((kind) => (
              <Checkbox key={kind} size="xs" value={kind} label={kind} />
            ))}
          </div>
        </Checkbox.Group>
      </form>
      {make.error !== null && <Failure of={make.error} what="No webhook was made" />}
    </>
  );
}
