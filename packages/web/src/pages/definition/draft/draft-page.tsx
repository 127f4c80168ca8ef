// The editor of a definition: one text, turned by numbers or written by hand, with its stories; beside it what it would have done. Saved as a draft.
import { Button, Skeleton, Tabs } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { draftVersion, editVersion, readVersion, type Texts } from '../../../api/definitions.ts';
import { Failure } from '../../../parts/failure.tsx';
import { PageHead } from '../../../parts/page-head.tsx';
import { useWho } from '../../../shell/who.ts';
import { Checked } from './checked.tsx';
import styles from './draft.module.css';
import { TextEditor } from './text-editor.tsx';
import { TurnNumbers } from './turn-numbers.tsx';
import { useChecked } from './use-checked.ts';
import { useWhatIf } from './use-what-if.ts';
import { WhatIfLine, WhatIfPanel } from './what-if-panel.tsx';

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
  const { role } = useWho();
  const { tab } = useSearch({ from: '/signed-in/definition/draft' });
  const navigate = useNavigate({ from: '/definition/draft' });
  const [texts, setTexts] = useState<Texts>({ text: start.text, tests: start.tests, readme: start.readme });
  const [reps, setReps] = useState(1);
  const [pinned, setPinned] = useState<readonly string[]>([]);
  const checked = useChecked(texts);
  const mayAsk = role !== 'viewer' && texts.text.trim() !== '';
  const told = useWhatIf(mayAsk ? { text: texts.text, reps, samples: pinned } : undefined);
  const { save, title } = useSave({ texts, of, isEdit });
  return (
    <>
      <PageHead title={title}>
        <Button size="xs" loading={save.isPending} onClick={() => save.mutate()}>
          Save draft
        </Button>
      </PageHead>
      {isEdit && <p>Saving a changed text makes every signature on it void.</p>}
      {save.error !== null && <Failure of={save.error} what="Not saved" />}
      <WhatIfLine told={told} />
      <div className={styles.desk}>
        <div>
          <Tabs
            value={tab ?? (start.text === '' ? 'text' : 'numbers')}
            onChange={(value) => navigate({ search: (now) => ({ ...now, tab: value ?? undefined }), replace: true })}
            keepMounted={false}
          >
            <Tabs.List>
              <Tabs.Tab value="numbers">Numbers</Tabs.Tab>
              <Tabs.Tab value="text">Text</Tabs.Tab>
              <Tabs.Tab value="stories">Stories</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="numbers">
              <TurnNumbers text={texts.text} onText={(text) => setTexts((now) => ({ ...now, text }))} />
            </Tabs.Panel>
            <Tabs.Panel value="text" pt={12}>
              <TextEditor
                label="definition.yaml"
                text={texts.text}
                problems={checked?.problems.filter(({ place }) => place?.file !== 'tests.yaml') ?? []}
                words={checked?.words}
                onText={(text) => setTexts((now) => ({ ...now, text }))}
              />
            </Tabs.Panel>
            <Tabs.Panel value="stories" pt={12}>
              <TextEditor
                label="tests.yaml"
                text={texts.tests}
                problems={checked?.problems.filter(({ place }) => place?.file === 'tests.yaml') ?? []}
                words={checked?.words}
                onText={(tests) => setTexts((now) => ({ ...now, tests }))}
              />
            </Tabs.Panel>
          </Tabs>
          <Checked of={checked} />
        </div>
        {role !== 'viewer' && (
          <WhatIfPanel
            told={told}
            reps={reps}
            onReps={setReps}
            pinned={pinned}
            onPin={(lead, isPinned) =>
              setPinned((now) => (isPinned ? [...now, lead].slice(-8) : now.filter((each) => each !== lead)))
            }
          />
        )}
      </div>
    </>
  );
}

function useSave({ texts, of, isEdit }: { texts: Texts } & Pick<Props, 'of' | 'isEdit'>) {
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
  if (of === undefined) return { save, title: 'New definition' };
  return { save, title: isEdit ? `Edit ${of.name} v${of.version}` : `New draft of ${of.name}` };
}
