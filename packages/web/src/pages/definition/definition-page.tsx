// Definitions: what is in force, in plain language, and every version there is.
import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { readVersion, readVersions, type Summary } from '../../api/definitions.ts';
import { useNames } from '../../api/people.ts';
import { Failure } from '../../parts/failure.tsx';
import { NothingHere } from '../../parts/nothing-here.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { PlainMarkdown } from '../../parts/plain-markdown.tsx';
import tables from '../../parts/table.module.css';
import { useWho } from '../../shell/who.ts';
import { dayAndTime } from '../../words/instants.ts';
import { StandingOfVersion } from './in-force.tsx';
import { STATE_WORDS } from './state-words.ts';

export function DefinitionPage() {
  const me = useWho();
  const nameOf = useNames();
  const { data, error } = useQuery({ queryKey: ['versions'], queryFn: readVersions });
  const versions = data?.versions ?? [];
  const inForce = versions.filter(({ state }) => state === 'in-force');
  return (
    <>
      <PageHead title="Definition">
        {me.role !== 'viewer' && (
          <Button size="xs" component="a" href="/definition/draft">
            New definition
          </Button>
        )}
      </PageHead>
      {error !== null && <Failure of={error} what="Definitions could not be read" />}
      {data === undefined && error === null && <Skeleton height={320} aria-label="Loading" />}
      {data !== undefined && versions.length === 0 && (
        <NothingHere title="No definition yet">
          A definition says what qualifies a lead. Marketing and sales write it down, see what it would have done, and
          both sign it. Start with a new one, or see <Link to="/start">what comes first</Link>.
        </NothingHere>
      )}
      {versions.length > 0 && <Versions versions={versions} nameOf={nameOf} />}
      {inForce.map((each) => (
        <InForce key={each.name} of={each} />
      ))}
    </>
  );
}

function Versions({ versions, nameOf }: { versions: readonly Summary[]; nameOf: (id: string) => string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways has to be reached by keyboard.
    <section className={tables.scroll} tabIndex={0} aria-label="Versions">
      <table className={tables.table}>
        <thead>
          <tr>
            <th scope="col">Version</th>
            <th scope="col">State</th>
            <th scope="col">Written by</th>
            <th scope="col">Last edited</th>
            <th scope="col">In force since</th>
          </tr>
        </thead>
        <tbody>
          {[...versions].reverse().map((each) => (
            <tr key={`${each.name} ${each.version}`}>
              <td>
                <Link to="/definition/$name/$version" params={{ name: each.name, version: String(each.version) }}>
                  {each.name} v{each.version}
                </Link>
              </td>
              <td>{STATE_WORDS[each.state] ?? each.state}</td>
              <td>{nameOf(each.author)}</td>
              <td>{dayAndTime(each.editedAt)}</td>
              <td>{each.effectiveAt === null ? '–' : dayAndTime(each.effectiveAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function InForce({ of: { name, version } }: { of: Summary }) {
  const { data } = useQuery({ queryKey: ['version', name, version], queryFn: () => readVersion(name, version) });
  if (data === undefined) return <Skeleton height={240} mt={24} aria-label="Loading" />;
  return (
    <article aria-label={`${name} v${version}, in force`}>
      <StandingOfVersion of={data} />
      <PlainMarkdown text={data.words} />
    </article>
  );
}
