// The editor of a definition: its text and its stories, saved as a draft; problems with their lines where it cannot be read.
import { Button, Skeleton, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { draftVersion, editVersion, readVersion, type Texts } from '../../api/definitions.ts';
import { Failure } from '../../parts/failure.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import styles from './definition.module.css';

const EMPTY: Texts = { text: '', tests: '', readme: '' };

export function DraftPage() {
  const { name, version, edit } = useSearch({ from: '/signed-in/definition/draft' });
  const from = name === undefined || version === undefined ? undefined : { name, version: Number(version) };
  const { data, error } = useQuery({
    queryKey: ['version', from?.name, from?.version],
    queryFn: () => readVersion(from?.name ?? '', from?.version ?? 0),
    enabled: from !== undefined,
  });
  if (error !== null) return <Failure of={error} what="There is no such version" />;
  if (from !== undefined && data === undefined) return <Skeleton height={500} aria-label="Loading" />;
  return <Editor start={data ?? EMPTY} of={from} isEdit={edit === 'here' && from !== undefined} />;
}

interface Props {
  start: Texts;
  of: { name: string; version: number } | undefined;
  /** Whether the version itself is edited; else a new draft begins as a copy of it. */
  isEdit: boolean;
}

function Editor({ start, of, isEdit }: Props) {
  const [texts, setTexts] = useState<Texts>({ text: start.text, tests: start.tests, readme: start.readme });
  const queries = useQueryClient();
  const navigate = useNavigate();
  const save = useMutation({
    mutationFn: () => (isEdit && of !== undefined ? editVersion(of.name, of.version, texts) : draftVersion(texts)),
    onSuccess: async ({ name, version }) => {
      await queries.invalidateQueries({ queryKey: ['version'] });
      await queries.invalidateQueries({ queryKey: ['versions'] });
      await navigate({ to: '/definition/$name/$version', params: { name, version: String(version) } });
    },
  });
  const title =
    isEdit && of !== undefined
      ? `Edit ${of.name} v${of.version}`
      : of === undefined
        ? 'New definition'
        : `New draft of ${of.name}`;
  return (
    <>
      <PageHead title={title}>
        <Button size="xs" loading={save.isPending} onClick={() => save.mutate()}>
          Save draft
        </Button>
      </PageHead>
      {isEdit && <p>Saving a changed text makes every signature on it void.</p>}
      {save.error !== null && <Failure of={save.error} what="Not saved" />}
      <Textarea
        label="definition.yaml"
        description="What qualifies a lead"
        autosize
        minRows={20}
        maxRows={40}
        spellCheck={false}
        classNames={{ input: styles.yaml }}
        value={texts.text}
        onChange={(event) => setTexts({ ...texts, text: event.currentTarget.value })}
      />
      <Textarea
        mt={16}
        label="tests.yaml"
        description="Stories: what should become of made-up leads"
        autosize
        minRows={8}
        maxRows={30}
        spellCheck={false}
        classNames={{ input: styles.yaml }}
        value={texts.tests}
        onChange={(event) => setTexts({ ...texts, tests: event.currentTarget.value })}
      />
    </>
  );
}
