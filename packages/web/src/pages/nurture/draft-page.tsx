// A programme’s folder, pasted, read from files or edited: its text, its stories, and a body for each mail. Saved as a draft; what is wrong is said with its line.
import { Button, FileButton, Skeleton, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { draftProgramme, editProgramme, type ProgrammeFolder } from '../../api/programmes.ts';
import { Failure } from '../../parts/failure.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import styles from './nurture.module.css';
import { readFolder } from './read-folder.ts';
import { useProgramme } from './use-programme.ts';

const EMPTY: ProgrammeFolder = { text: '', tests: '', templates: {} };

export function ProgrammeDraftPage() {
  const { name, version, edit } = useSearch({ from: '/signed-in/nurture/draft' });
  const from = name === undefined || version === undefined ? undefined : { name, version: Number(version) };
  const { data, error } = useProgramme(from);
  if (error !== null) return <Failure of={error} what="There is no such version" />;
  if (from !== undefined && data === undefined) return <Skeleton height={500} aria-label="Loading" />;
  return <Editor start={data ?? EMPTY} of={from} isEdit={edit === 'here' && data?.state === 'draft'} />;
}

interface Props {
  start: ProgrammeFolder;
  of: { name: string; version: number } | undefined;
  /** Whether the draft itself is edited; else a new one begins as a copy. */
  isEdit: boolean;
}

function Editor({ start, of, isEdit }: Props) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [text, setText] = useState(start.text);
  const [tests, setTests] = useState(start.tests);
  const [bodies, setBodies] = useState(() => Object.entries(start.templates).map(([mail, body]) => ({ mail, body })));
  const setBody = (at: number, change: { mail?: string; body?: string }) =>
    setBodies((now) => now.map((each, i) => (i === at ? { ...each, ...change } : each)));
  const save = useMutation({
    mutationFn: () => {
      const named = bodies.filter(({ mail }) => mail.trim() !== '');
      const folder = { text, tests, templates: Object.fromEntries(named.map(({ mail, body }) => [mail.trim(), body])) };
      return isEdit && of !== undefined ? editProgramme(of.name, of.version, folder) : draftProgramme(folder);
    },
    onSuccess: async ({ name, version }) => {
      for (const key of ['programmes', 'programme']) await queries.invalidateQueries({ queryKey: [key] });
      await navigate({ to: '/nurture/programmes/$name', params: { name }, search: { version: String(version) } });
    },
  });
  const read = async (files: File[]) => {
    const found = await readFolder(files);
    if (found.text !== undefined) setText(found.text);
    if (found.tests !== undefined) setTests(found.tests);
    setBodies((now) => [
      ...now.filter(({ mail }) => !found.bodies.some((each) => each.mail === mail)),
      ...found.bodies,
    ]);
  };
  const title =
    of === undefined ? 'New programme' : isEdit ? `Edit ${of.name} v${of.version}` : `New draft of ${of.name}`;
  return (
    <>
      <PageHead title={title}>
        <FileButton multiple accept=".yaml,.yml,.liquid" onChange={(files) => void read(files)}>
          {(props) => (
            <Button {...props} size="xs" variant="default">
              Read files
            </Button>
          )}
        </FileButton>
        <Button size="xs" loading={save.isPending} disabled={text.trim() === ''} onClick={() => save.mutate()}>
          Save draft
        </Button>
      </PageHead>
      <p className={styles.words}>
        Paste a programme’s folder, or choose its files: <code>programme.yaml</code>, <code>tests.yaml</code> and{' '}
        <code>templates/*.liquid</code>. Nothing is sent before the draft is brought into force.{' '}
        <Link to="/nurture">Back to the programmes</Link>
      </p>
      {save.error !== null && <Failure of={save.error} what="Not saved" />}
      <div className={styles.editor}>
        <Textarea
          label="programme.yaml"
          description="who enrols, what they get, when it stops"
          rows={18}
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {bodies.map(({ mail, body }, at) => (
          <div key={at} className={styles.body}>
            <TextInput
              size="xs"
              label="Mail, as the programme names it"
              value={mail}
              onChange={(event) => setBody(at, { mail: event.currentTarget.value })}
            />
            <Textarea
              label={`Body of ${mail === '' ? 'this mail' : mail}`}
              description="Liquid; it has to show {{ unsubscribe }}"
              rows={8}
              spellCheck={false}
              value={body}
              onChange={(event) => setBody(at, { body: event.currentTarget.value })}
            />
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => setBodies((now) => now.filter((_, i) => i !== at))}
            >
              Take away<span className="unseen"> {mail}</span>
            </Button>
          </div>
        ))}
        <div>
          <Button size="xs" variant="default" onClick={() => setBodies((now) => [...now, { mail: '', body: '' }])}>
            Add a body
          </Button>
        </div>
        <Textarea
          label="tests.yaml"
          description="stories: who gets which mails; they have to hold before it comes into force"
          rows={10}
          spellCheck={false}
          value={tests}
          onChange={(event) => setTests(event.currentTarget.value)}
        />
      </div>
    </>
  );
}
