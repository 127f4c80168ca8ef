// One version: how far it is on its way into force, and its words, changes, stories and text.
import { Badge, Button, Skeleton, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { readVersion, type Version } from '../../api/definitions.ts';
import { Failure, Problems } from '../../parts/failure.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { PlainMarkdown } from '../../parts/plain-markdown.tsx';
import { StoryList } from '../../parts/story-list.tsx';
import { useWho } from '../../shell/who.ts';
import { count } from '../../words/numbers.ts';
import { Backlog } from './backlog.tsx';
import styles from './definition.module.css';
import { StandingOfVersion } from './in-force.tsx';
import { STATE_WORDS } from './state-words.ts';
import { WayIntoForce } from './way-into-force.tsx';

export function VersionPage() {
  const { name, version } = useParams({ from: '/signed-in/definition/$name/$version' });
  const { data, error } = useQuery({
    queryKey: ['version', name, Number(version)],
    queryFn: () => readVersion(name, Number(version)),
  });
  if (error !== null && data === undefined) return <Failure of={error} what="There is no such version" />;
  if (data === undefined) return <Skeleton height={400} aria-label="Loading" />;
  return <Whole of={data} />;
}

function Whole({ of }: { of: Version }) {
  const me = useWho();
  const { tab } = useSearch({ from: '/signed-in/definition/$name/$version' });
  const navigate = useNavigate({ from: '/definition/$name/$version' });
  const failed = of.results.filter(({ passed }) => !passed).length;
  const isOpen = of.state === 'draft' || of.state === 'proposed';
  const edit = new URLSearchParams({ name: of.name, version: String(of.version), ...(isOpen ? { edit: 'here' } : {}) });
  return (
    <>
      <PageHead title={`${of.name} v${of.version}`}>
        <Badge variant="outline" color="gray" tt="none" size="lg">
          {STATE_WORDS[of.state] ?? of.state}
        </Badge>
        {me.role !== 'viewer' && (
          <Button size="xs" variant="default" component="a" href={`/definition/draft?${edit}`}>
            {isOpen ? 'Edit' : 'New draft of it'}
          </Button>
        )}
      </PageHead>
      <p className={styles.digest}>
        Digest <code>{of.digest.slice(0, 12)}</code>
      </p>
      <StandingOfVersion of={of} />
      <WayIntoForce of={of} />
      <Tabs
        value={tab ?? 'words'}
        onChange={(value) =>
          navigate({ search: { tab: value === 'words' ? undefined : (value ?? undefined) }, replace: true })
        }
        keepMounted={false}
      >
        <Tabs.List>
          <Tabs.Tab value="words">In words</Tabs.Tab>
          <Tabs.Tab value="changes">Changes{of.changes.length > 0 && ` (${of.changes.length})`}</Tabs.Tab>
          <Tabs.Tab value="stories">Stories {failed > 0 ? `(${failed} fail)` : `(${of.results.length})`}</Tabs.Tab>
          {of.state !== 'superseded' && <Tabs.Tab value="backlog">Whom it concerns</Tabs.Tab>}
          <Tabs.Tab value="text">Text</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="words">
          <PlainMarkdown text={of.words} />
        </Tabs.Panel>
        <Tabs.Panel value="changes">
          <Changes of={of} />
        </Tabs.Panel>
        <Tabs.Panel value="stories">
          <Stories of={of} />
        </Tabs.Panel>
        <Tabs.Panel value="backlog">
          <Backlog of={of} />
        </Tabs.Panel>
        <Tabs.Panel value="text">
          {of.warnings.length > 0 && <h2>{count(of.warnings.length, 'warning')}</h2>}
          <Problems problems={of.warnings} />
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways has to be reached by keyboard. */}
          <section className={styles.text} tabIndex={0} aria-label="definition.yaml">
            <pre>{of.text}</pre>
          </section>
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

const EFFECTS: Readonly<Record<string, string>> = {
  loosens: 'lets more through',
  tightens: 'lets fewer through',
  neutral: 'makes no difference to who qualifies',
  depends: 'may do either',
};

function Changes({ of }: { of: Version }) {
  if (of.state === 'in-force') return <p>This version is in force.</p>;
  if (of.changes.length === 0) return <p>Nothing of this name is in force to compare it with, or nothing differs.</p>;
  const onlyLoosens = of.changes.every(({ effect }) => effect === 'loosens' || effect === 'neutral');
  return (
    <>
      <p>Against the version in force:</p>
      <ul className={styles.changes}>
        {of.changes.map(({ path, sentence, effect }) => (
          <li key={`${path} ${sentence}`}>
            {sentence} <span className={styles.quiet}>{EFFECTS[effect] ?? effect}</span>
          </li>
        ))}
      </ul>
      {onlyLoosens && (
        <p>Every change can only raise the volume. Look at the backtest for what the additional leads became.</p>
      )}
    </>
  );
}

function Stories({ of: { results } }: { of: Version }) {
  if (results.length === 0)
    return (
      <p>
        No stories yet. A story says what should become of a made-up lead; it stands in tests.yaml, beside the text.
      </p>
    );
  return <StoryList of={results} />;
}
