// Nurture: every programme with its state and who is in it. Without any, what a programme is and how one begins.
import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ProgrammeSummary, readProgrammes } from '../../api/programmes.ts';
import { Failure } from '../../parts/failure.tsx';
import { NothingHere } from '../../parts/nothing-here.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import tables from '../../parts/table.module.css';
import { useWho } from '../../shell/who.ts';
import { day } from '../../words/instants.ts';
import { mainVersion } from './main-version.ts';
import { NoMailServer } from './no-mail-server.tsx';
import { PROGRAMME_STATES } from './programme-words.ts';

export function NurturePage() {
  const { role } = useWho();
  const mayRun = role === 'admin' || role === 'marketing';
  const { data, error } = useQuery({ queryKey: ['programmes'], queryFn: readProgrammes });
  const names = [...new Set(data?.programmes.map(({ name }) => name))];
  const programmes = names.map((name) => data?.programmes.filter((each) => each.name === name) ?? []);
  return (
    <>
      <PageHead title="Nurture">{mayRun && programmes.length > 0 && <NewProgramme />}</PageHead>
      {error !== null && <Failure of={error} what="Programmes could not be read" />}
      {data === undefined && error === null && <Skeleton height={280} aria-label="Loading" />}
      {data !== undefined && <NoMailServer />}
      {data !== undefined && programmes.length === 0 && (
        <NothingHere title="No programme yet">
          A programme is a sequence of mails for people who are not ready for sales, or whom sales gave back. It reacts
          to what they do, and stops when they qualify, answer or leave. It follows a definition that is in force; a
          part of people is held out, so that you see what it truly adds.
          <br />
          <br />
          {mayRun ? <NewProgramme /> : 'Marketing or an admin can bring one in.'}
        </NothingHere>
      )}
      {programmes.length > 0 && <Programmes of={programmes} />}
    </>
  );
}

function NewProgramme() {
  return (
    <Button size="xs" component="a" href="/nurture/draft">
      New programme
    </Button>
  );
}

function Programmes({ of }: { of: readonly (readonly ProgrammeSummary[])[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways has to be reached by keyboard.
    <section className={tables.scroll} tabIndex={0} aria-label="Programmes">
      <table className={tables.table}>
        <thead>
          <tr>
            <th scope="col">Programme</th>
            <th scope="col">State</th>
            <th scope="col">Follows</th>
            <th scope="col" className={tables.number}>
              In it now
            </th>
            <th scope="col">Since</th>
            <th scope="col">Draft</th>
          </tr>
        </thead>
        <tbody>
          {of.map((versions) => (
            <OneProgramme key={versions[0]?.name} versions={versions} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function OneProgramme({ versions }: { versions: readonly ProgrammeSummary[] }) {
  const main = mainVersion(versions);
  const draft = versions.find(({ state }) => state === 'draft');
  return (
    <tr>
      <td className={tables.words}>
        <Link to="/nurture/programmes/$name" params={{ name: main.name }}>
          {main.title}
        </Link>
        <div className={tables.quiet}>
          {main.name} v{main.version}
        </div>
      </td>
      <td>{PROGRAMME_STATES[main.state]}</td>
      <td>{main.definition}</td>
      <td className={tables.number}>{versions.reduce((sum, { running }) => sum + running, 0)}</td>
      <td>{main.effectiveAt === null ? 'not yet' : day(main.effectiveAt)}</td>
      <td>
        {draft === undefined ? (
          '–'
        ) : (
          <Link
            to="/nurture/programmes/$name"
            params={{ name: draft.name }}
            search={{ version: String(draft.version) }}
          >
            v{draft.version}
          </Link>
        )}
      </td>
    </tr>
  );
}
