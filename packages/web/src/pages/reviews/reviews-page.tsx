// Reviews: when the next are due, making a packet, the packets that were made, and what was decided.
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useNames } from '../../api/people.ts';
import { type Due, type Reviews, type ReviewsDue, readReviews } from '../../api/reviews.ts';
import { Failure } from '../../parts/failure.tsx';
import { NothingHere } from '../../parts/nothing-here.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import tables from '../../parts/table.module.css';
import { useWho } from '../../shell/who.ts';
import { day, dayAndTime } from '../../words/instants.ts';
import { Decisions } from './decisions.tsx';
import { MakePacket } from './make-packet.tsx';
import styles from './reviews.module.css';

export function ReviewsPage() {
  const { role } = useWho();
  const { data, error } = useQuery({ queryKey: ['reviews'], queryFn: readReviews });
  return (
    <>
      <PageHead title="Reviews" />
      {error !== null && <Failure of={error} what="Reviews could not be read" />}
      {data === undefined && error === null && <Skeleton height={320} aria-label="Loading" />}
      {data !== undefined && data.due.length === 0 && (
        <NothingHere title="There is nothing to review yet">
          As soon as a definition is in force, its rate is looked at every month and the definition every quarter.
        </NothingHere>
      )}
      {data !== undefined && data.due.length > 0 && (
        <>
          {data.due.map((each) => (
            <NextDates key={each.name} of={each} />
          ))}
          {role !== 'viewer' && <MakePacket names={data.due.map(({ name }) => name)} />}
          <Packets of={data} />
          <h2>Decided</h2>
          <Decisions of={data.decisions} />
        </>
      )}
    </>
  );
}

function NextDates({ of: { name, version, rate, definition, late } }: { of: ReviewsDue }) {
  return (
    <section aria-label={`Reviews of ${name}`}>
      <p>
        <Link to="/definition/$name/$version" params={{ name, version: String(version) }}>
          {name} v{version}
        </Link>
        : the rate is looked at {rate.cadence}, {dueWords(rate)}; the definition {definition.cadence},{' '}
        {dueWords(definition)}.
      </p>
      {late !== null && <p className={styles.late}>▲ {late}</p>}
    </section>
  );
}

function dueWords({ last, lastWas, dueAt, state }: Due): string {
  const before = lastWas === 'review' ? `last on ${day(last)}` : `never yet; in force since ${day(last)}`;
  return `${state === 'overdue' ? 'was due' : 'next'} ${day(dueAt)} (${before})`;
}

function Packets({ of: { packets } }: { of: Reviews }) {
  const nameOf = useNames();
  if (packets.length === 0) return <p>No packet was made yet. A packet freezes what a review is held over.</p>;
  return (
    <>
      <h2>Packets</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways has to be reached by keyboard. */}
      <section className={tables.scroll} tabIndex={0} aria-label="Packets">
        <table className={tables.table}>
          <thead>
            <tr>
              <th scope="col">Of</th>
              <th scope="col">Definition</th>
              <th scope="col">As of</th>
              <th scope="col">Made by</th>
              <th scope="col">Digest</th>
            </tr>
          </thead>
          <tbody>
            {packets.map(({ job, review, period, definition, asOf, madeBy, digest }) => (
              <tr key={job}>
                <td>
                  <Link to="/reviews/$job" params={{ job }}>
                    {review === 'monthly' ? 'Month' : 'Quarter'} {period}
                  </Link>
                </td>
                <td>{definition}</td>
                <td>{dayAndTime(asOf)}</td>
                <td>{nameOf(madeBy)}</td>
                <td>
                  <code>{digest.slice(0, 12)}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
