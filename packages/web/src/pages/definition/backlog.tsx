// Whom a version concerns at once: leads that stand over one of its gates and have nothing new to show. Before signing they are seen; in force, those that are picked are let go to sales.
import { Button, Checkbox } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type Backlog as Found, MOST_RELEASED, releaseBacklog, type StandingLead } from '../../api/backlog.ts';
import type { Version } from '../../api/definitions.ts';
import { type Asked, useJob } from '../../live/use-job.ts';
import { AskFirst } from '../../parts/ask-first.tsx';
import { Failure } from '../../parts/failure.tsx';
import { GradeBox } from '../../parts/grade-box.tsx';
import { AtWork } from '../../parts/job-state.tsx';
import tables from '../../parts/table.module.css';
import { useWho } from '../../shell/who.ts';
import { dayAndTime } from '../../words/instants.ts';
import { count, decimal } from '../../words/numbers.ts';
import styles from './definition.module.css';

export function Backlog({ of }: { of: Version }) {
  const asked = useJob<Found>('backlog', { name: of.name, version: of.version });
  if (asked.result === undefined)
    return (
      <AskFirst of={asked} title="Whom does it concern at once?" ask="Look at everybody">
        Leads that stand over a gate of this version already. None of them goes to sales when it comes into force:
        nobody is flooded. Somebody lets them go, a few at a time.
      </AskFirst>
    );
  return <Shown of={of} asked={asked} found={asked.result} />;
}

function Shown({ of, asked, found }: { of: Version; asked: Asked<Found>; found: Found }) {
  const { role } = useWho();
  const isInForce = of.state === 'in-force';
  const { running, failed, done } = asked;
  const isOld = !isInForce && done !== undefined && done.madeAt < of.editedAt;
  return (
    <>
      <p>
        <strong>{count(found.standing, 'lead stands', 'leads stand')} over a gate</strong>
        {found.gates.length > 0 && ` (${found.gates.map(({ gate, leads }) => `${gate}: ${leads}`).join(', ')})`}, as of{' '}
        {dayAndTime(found.at)}
        {isOld && ', before the last edit'}.{' '}
        {isInForce
          ? 'They have nothing new to show, so none goes to sales by itself.'
          : 'None goes to sales when this version comes into force; what they do next, or somebody, lets them go.'}
      </p>
      {asked.error !== null && <Failure of={asked.error} what="This could not be asked" />}
      {failed !== undefined && running === undefined && <p role="alert">The last attempt failed: {failed.problem}.</p>}
      {running !== undefined && <AtWork job={running} cancel={role === 'viewer' ? undefined : asked.cancel} />}
      {running === undefined && role !== 'viewer' && (
        <Button size="xs" variant="default" onClick={asked.ask}>
          Look anew
        </Button>
      )}
      {found.leads.length > 0 && (
        <Leads key={done?.id} of={found} mayRelease={isInForce && role !== 'viewer'} lookAnew={asked.ask} />
      )}
      {found.standing > found.leads.length && (
        <p className={styles.quiet}>
          The best {found.leads.length} of {found.standing} are named.
        </p>
      )}
    </>
  );
}

function Leads({ of, mayRelease, lookAnew }: { of: Found; mayRelease: boolean; lookAnew: () => void }) {
  const [picked, setPicked] = useState<readonly string[]>([]);
  const release = useMutation({
    mutationFn: () => releaseBacklog(picked, crypto.randomUUID()),
    onSuccess: () => {
      setPicked([]);
      lookAnew();
    },
  });
  const pick = (lead: string, isPicked: boolean) =>
    setPicked((now) => (isPicked ? [...now, lead] : now.filter((each) => each !== lead)));
  return (
    <>
      {mayRelease && (
        <div className={styles.release}>
          <Button
            size="xs"
            loading={release.isPending}
            disabled={picked.length === 0 || picked.length > MOST_RELEASED}
            onClick={() => release.mutate()}
          >
            Let {count(picked.length, 'lead')} go to sales
          </Button>
          <span className={styles.quiet}>
            {picked.length > MOST_RELEASED
              ? `At most ${MOST_RELEASED} at once.`
              : 'Pick those whom sales has time for. Each is handed over at once, if its gate is still open.'}
          </span>
        </div>
      )}
      {release.error !== null && <Failure of={release.error} what="Nobody went to sales" />}
      {release.data !== undefined && (
        <p role="status">
          {count(release.data.handoffs.length, 'hand-off was opened', 'hand-offs were opened')}:{' '}
          <Link to="/queue" search={{ whose: 'all' }}>
            look at the queue
          </Link>
          .
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways has to be reached by keyboard. */}
      <section className={tables.scroll} tabIndex={0} aria-label="Leads over a gate">
        <table className={tables.table}>
          <thead>
            <tr>
              {mayRelease && <th scope="col">Pick</th>}
              <th scope="col">Fit</th>
              <th scope="col">Who</th>
              <th scope="col" className={tables.number}>
                Engagement
              </th>
              <th scope="col" className={tables.number}>
                Usage
              </th>
              <th scope="col">Gates</th>
            </tr>
          </thead>
          <tbody>
            {of.leads.map((lead) => (
              <Row
                key={lead.lead}
                of={lead}
                pick={mayRelease ? (isPicked) => pick(lead.lead, isPicked) : undefined}
                isPicked={picked.includes(lead.lead)}
              />
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

function Row({
  of,
  pick,
  isPicked,
}: {
  of: StandingLead;
  pick: ((isPicked: boolean) => void) | undefined;
  isPicked: boolean;
}) {
  return (
    <tr>
      {pick !== undefined && (
        <td>
          <Checkbox
            aria-label={`Pick ${of.label}`}
            checked={isPicked}
            onChange={(event) => pick(event.currentTarget.checked)}
          />
        </td>
      )}
      <td>
        <GradeBox grade={of.grade} />
      </td>
      <td className={tables.words}>
        <Link to="/leads/$lead" params={{ lead: of.lead }}>
          {of.label}
        </Link>
        <div className={tables.quiet}>{of.company ?? 'company unknown'}</div>
      </td>
      <td className={tables.number}>{decimal(of.engagement / 10)}</td>
      <td className={tables.number}>{decimal(of.usage / 10)}</td>
      <td>{of.gates.join(', ')}</td>
    </tr>
  );
}
