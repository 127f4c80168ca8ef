// A mail as a real lead would get it, and one to oneself. No text becomes HTML on our pages, so a mail is shown as its text and its source; how it looks is for a mail program to show.
import { Button, NativeSelect, SegmentedControl, Skeleton, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { previewMail, testMail, type WrittenMail } from '../../api/mails.ts';
import type { ProgrammeSummary, ProgrammeVersion } from '../../api/programmes.ts';
import { Failure } from '../../parts/failure.tsx';
import { useWho } from '../../shell/who.ts';
import styles from './nurture.module.css';
import { useProgramme } from './use-programme.ts';

export function Preview({ of }: { of: ProgrammeSummary }) {
  const { data, error } = useProgramme(of);
  if (error !== null) return <Failure of={error} what="The version could not be read" />;
  if (data === undefined) return <Skeleton height={320} aria-label="Loading" />;
  return <Asking of={data} />;
}

function Asking({ of: { name, version, templates } }: { of: ProgrammeVersion }) {
  const { role, email } = useWho();
  const form = useForm({ initialValues: { mail: Object.keys(templates)[0] ?? '', lead: '' } });
  const asked = () => {
    const { mail, lead } = form.getValues();
    return { mail, ...(lead.trim() === '' ? {} : { lead: lead.trim() }) };
  };
  const look = useMutation({ mutationFn: () => previewMail(name, version, asked()) });
  const send = useMutation({ mutationFn: () => testMail(name, version, asked(), crypto.randomUUID()) });
  return (
    <>
      <form className={styles.filter} onSubmit={form.onSubmit(() => look.mutate())}>
        <NativeSelect size="xs" label="Mail" data={Object.keys(templates)} {...form.getInputProps('mail')} />
        <TextInput
          size="xs"
          label="As for this lead"
          placeholder="email:ada@one.example"
          {...form.getInputProps('lead')}
        />
        <Button size="xs" type="submit" loading={look.isPending}>
          Look at it
        </Button>
        {(role === 'admin' || role === 'marketing') && (
          <Button size="xs" variant="default" loading={send.isPending} onClick={() => send.mutate()}>
            Send it to {email}
          </Button>
        )}
      </form>
      <p className={styles.quiet}>
        Without a lead its fallbacks stand in the mail. Its links are nobody’s. To see how it looks, send it to
        yourself.
      </p>
      {look.error !== null && <Failure of={look.error} what="It cannot be shown" />}
      {send.error !== null && <Failure of={send.error} what="Not sent" />}
      {send.data !== undefined && <p role="status">The mail server has taken it for {send.data.to}.</p>}
      {look.data !== undefined && <Written of={look.data} />}
    </>
  );
}

function Written({ of: { subject, to, html, text } }: { of: WrittenMail }) {
  const [as, setAs] = useState('text');
  return (
    <section className={styles.mail} aria-label="The mail">
      <header>
        <strong>{subject}</strong>
        <div className={styles.quiet}>{to === null ? 'to nobody yet' : `to ${to}`}</div>
        <SegmentedControl
          size="xs"
          mt={8}
          aria-label="Show"
          data={[
            { value: 'text', label: 'Its text' },
            { value: 'html', label: 'Its HTML' },
          ]}
          value={as}
          onChange={setAs}
        />
      </header>
      <pre>{as === 'text' ? text : html}</pre>
    </section>
  );
}
