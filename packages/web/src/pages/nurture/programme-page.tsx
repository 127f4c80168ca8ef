// One programme: how it stands and what can be done with it; what it brought, its people, its mails, and each version’s words and texts.
import { NativeSelect, Skeleton, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type ProgrammeSummary, readProgrammes } from '../../api/programmes.ts';
import { Failure } from '../../parts/failure.tsx';
import { NothingHere } from '../../parts/nothing-here.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { count } from '../../words/numbers.ts';
import { MailsTab } from './mails-tab.tsx';
import { mainVersion } from './main-version.ts';
import { NoMailServer } from './no-mail-server.tsx';
import { PeopleTab } from './people-tab.tsx';
import { Preview } from './preview.tsx';
import { PROGRAMME_STATES } from './programme-words.ts';
import { ResultsTab } from './results-tab.tsx';
import { ProgrammeSteps } from './steps.tsx';
import { VersionTab } from './version-tab.tsx';

export function ProgrammePage() {
  const { name } = useParams({ from: '/signed-in/nurture/programmes/$name' });
  const { version } = useSearch({ from: '/signed-in/nurture/programmes/$name' });
  const { data, error } = useQuery({ queryKey: ['programmes'], queryFn: readProgrammes });
  if (error !== null) return <Failure of={error} what="Programmes could not be read" />;
  if (data === undefined) return <Skeleton height={400} aria-label="Loading" />;
  const versions = data.programmes.filter((each) => each.name === name);
  if (versions.length === 0)
    return <NothingHere title="There is no such programme">Look at the list under Nurture.</NothingHere>;
  const shown = versions.find((each) => String(each.version) === version) ?? mainVersion(versions);
  return <Whole of={shown} versions={versions} />;
}

function Whole({ of, versions }: { of: ProgrammeSummary; versions: readonly ProgrammeSummary[] }) {
  const { tab } = useSearch({ from: '/signed-in/nurture/programmes/$name' });
  const navigate = useNavigate({ from: '/nurture/programmes/$name' });
  const hasLived = versions.some(({ effectiveAt }) => effectiveAt !== null);
  const first = of.state === 'draft' ? 'version' : 'results';
  const shown = tab ?? first;
  return (
    <>
      <PageHead title={of.title}>
        <NativeSelect
          size="xs"
          aria-label="Version"
          data={[...versions]
            .sort((a, b) => b.version - a.version)
            .map(({ version, state }) => ({ value: String(version), label: `v${version}, ${state}` }))}
          value={String(of.version)}
          onChange={(event) => navigate({ search: { version: event.currentTarget.value } })}
        />
        <ProgrammeSteps of={of} />
      </PageHead>
      <p>
        {PROGRAMME_STATES[of.state]}. Follows {of.definition};{' '}
        {of.running === 0 ? 'nobody is' : count(of.running, 'person is', 'people are')} in v{of.version} now.
      </p>
      <NoMailServer />
      <Tabs
        value={shown}
        onChange={(value) =>
          navigate({ search: ({ version }) => ({ version, tab: value === first ? undefined : (value ?? undefined) }) })
        }
        keepMounted={false}
      >
        <Tabs.List>
          {hasLived && <Tabs.Tab value="results">What it brought</Tabs.Tab>}
          {hasLived && <Tabs.Tab value="people">People</Tabs.Tab>}
          {hasLived && <Tabs.Tab value="mails">Mails</Tabs.Tab>}
          <Tabs.Tab value="version">In words</Tabs.Tab>
          <Tabs.Tab value="preview">Preview</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="results" pt={16}>
          <ResultsTab name={of.name} />
        </Tabs.Panel>
        <Tabs.Panel value="people" pt={16}>
          <PeopleTab name={of.name} />
        </Tabs.Panel>
        <Tabs.Panel value="mails" pt={16}>
          <MailsTab name={of.name} />
        </Tabs.Panel>
        <Tabs.Panel value="version" pt={16}>
          <VersionTab of={of} />
        </Tabs.Panel>
        <Tabs.Panel value="preview" pt={16}>
          <Preview of={of} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
