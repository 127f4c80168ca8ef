// One packet: the agenda, numbers as they were frozen, what is disputed and proposed, and what is decided.
import type { ReviewPacket } from '@baton/core/reports/review/review-packet';
import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { jobPage } from '../../api/jobs.ts';
import { readReviews } from '../../api/reviews.ts';
import { rateBar } from '../../charts/bars-of.ts';
import { RateBars } from '../../charts/rate-bars.tsx';
import { useResult } from '../../live/use-job.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Failure } from '../../parts/failure.tsx';
import { OfWhat } from '../../parts/of-what.ts';
import { PageHead } from '../../parts/page-head.tsx';
import { day, dayAndTime } from '../../words/instants.ts';
import { sums } from '../../words/money.ts';
import { count } from '../../words/numbers.ts';
import { shareInCell } from '../../words/rates.ts';
import { Candidates } from './candidates.tsx';
import { Decisions, RecordDecision } from './decisions.tsx';
import { Disputed } from './disputed.tsx';
import styles from './reviews.module.css';

interface Frozen {
  readonly packet: ReviewPacket;
  readonly digest: string;
}

export function PacketPage() {
  const { job } = useParams({ from: '/signed-in/reviews/$job' });
  const { data, error } = useResult<Frozen>(job);
  if (error !== null) return <Failure of={error} what="There is no such packet" />;
  if (data === undefined) return <Skeleton height={400} aria-label="Loading" />;
  return <Packet of={data} job={job} />;
}

function Packet({ of: { packet, digest }, job }: { of: Frozen; job: string }) {
  const { review, period, made, agenda, notes } = packet;
  const { data } = useQuery({ queryKey: ['reviews'], queryFn: readReviews });
  const due = data?.due.find(({ name }) => name === made.definition);
  return (
    <OfWhat
      value={[
        `Review packet ${digest}`,
        `As of ${dayAndTime(made.asOf)}; ${made.definition}; months of ${packet.zone}`,
      ]}
    >
      <PageHead title={`${review === 'monthly' ? 'Month' : 'Quarter'} ${period.name}: ${made.definition}`}>
        <Button size="xs" variant="default" component="a" href={jobPage(job)} target="_blank" rel="noreferrer">
          Open as a document
        </Button>
        <Button size="xs" variant="default" component="a" href={jobPage(job, true)} download>
          Save it
        </Button>
      </PageHead>
      <p className={styles.quiet}>
        Frozen as of {dayAndTime(made.asOf)}, out of {count(made.entries, 'entry', 'entries')}. Digest{' '}
        <code>{digest.slice(0, 12)}</code>: the same journal and definitions make the same bytes.
      </p>
      <h2>Agenda</h2>
      <ol>
        {agenda.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ol>
      <Year of={packet} />
      <Rejections of={packet} />
      <Disputed of={packet.disputed} />
      <Candidates of={packet} />
      <Outlook of={packet} />
      <h2>Decisions</h2>
      <RecordDecision review={review} packet={job} />
      <Decisions of={data?.decisions ?? packet.earlier} />
      {due !== undefined && (
        <p>
          Next: the rate {day(due.rate.dueAt)}, the definition {day(due.definition.dueAt)}.
        </p>
      )}
      {notes.map((note) => (
        <p key={note} className={styles.quiet}>
          {note}
        </p>
      ))}
    </OfWhat>
  );
}

const STEPS = ['MQL → SQL', 'MQL → opportunity', 'MQL → customer'] as const;

function Year({ of: { year, review } }: { of: ReviewPacket }) {
  const { revenue, rates } = year;
  const [what, rows] = review === 'monthly' ? ['Month', year.byMonth] : ['Source', year.bySource];
  return (
    <>
      <h2>The year since {day(year.from)}</h2>
      <p>
        {count(year.mqls, 'MQL')}; {count(revenue.mqlSourcedWon, 'win')} of {revenue.won} sourced by MQLs, worth{' '}
        {sums(revenue.mqlSourced)}.
      </p>
      <RateBars
        title="What became of MQLs"
        caption="95 % intervals, each of those who have had the time."
        bars={rates.map(rateBar)}
        table={{
          label: 'What became of MQLs',
          columns: [
            { name: 'Step' },
            { name: 'Rate, % (95 % interval)', isNumber: true },
            { name: 'Too young', isNumber: true },
          ],
          rows: rates.map((each) => [each.step, shareInCell(each), each.young]),
        }}
      />
      <DataTable
        label={`By ${what.toLowerCase()}`}
        columns={[{ name: what }, { name: 'MQLs', isNumber: true }, ...STEPS.map((name) => ({ name, isNumber: true }))]}
        rows={rows.map(({ value, mqls, rates: own }) => [
          value,
          mqls,
          ...STEPS.map((step) => {
            const found = own.find((each) => each.step === step);
            return found === undefined ? '–' : shareInCell(found);
          }),
        ])}
      />
    </>
  );
}

function Rejections({ of: { rejections, period, year } }: { of: ReviewPacket }) {
  const { accepted, bySilence, rejected } = year.acceptance;
  return (
    <>
      <h2>Rejections by reason</h2>
      <p>
        {`Of the year’s answered hand-offs: accepted ${shareInCell(accepted)}; by silence ${shareInCell(bySilence)}; rejected ${shareInCell(rejected)}. In ${period.name} ${count(rejections.rejected, 'rejection')}, and ${rejections.invalid} invalid.`}
      </p>
      {rejections.reasons.length > 0 && (
        <DataTable
          label={`Turned down in ${period.name}`}
          columns={[{ name: 'Reason' }, { name: 'Rejections', isNumber: true }]}
          rows={rejections.reasons.map(({ reason, count: n }) => [reason, n])}
        />
      )}
    </>
  );
}

/** What is to be expected of today's stock, and what the watch alarms at. */
function Outlook({ of: { stock, watch, holdBack } }: { of: ReviewPacket }) {
  const raised = watch.alarms.filter(({ state, kind }) => state === 'raised' && kind !== 'review-due');
  const { wins, revenue } = stock;
  return (
    <>
      <h2>What is to be expected, and what drifts</h2>
      <p>
        {count(stock.stock, 'MQL is', 'MQLs are')} open
        {wins !== undefined &&
          `: ${wins.expected.toFixed(1)} wins are to be expected of them (95 % interval ${wins.low} to ${wins.high})`}
        {revenue !== undefined &&
          `, ${sums({ [revenue.currency]: revenue.expected })} (${sums({ [revenue.currency]: revenue.low })} to ${sums({ [revenue.currency]: revenue.high })})`}
        . {stock.note}
      </p>
      {raised.length === 0 && <p>No alarm of drift is raised.</p>}
      <ul>
        {raised.map(({ alarm, label, message, owner, dueAt }) => (
          <li key={alarm}>
            {label}: {message} {owner} look by {day(dueAt)}.
          </li>
        ))}
      </ul>
      {holdBack !== undefined && <p>Holding back: {holdBack.verdict}</p>}
    </>
  );
}
