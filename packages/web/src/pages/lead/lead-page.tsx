// One lead: first a sentence, then why, as a picture that adds up, then who else is there and what happened.
import { Button, Skeleton } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { Lead } from '../../api/leads.ts';
import { readLead } from '../../api/leads.ts';
import { useChanges } from '../../live/changes.ts';
import { Copyable } from '../../parts/copyable.tsx';
import { Failure } from '../../parts/failure.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { dayAndTime } from '../../words/instants.ts';
import { Committee } from './committee.tsx';
import { firstSentence } from './first-sentence.ts';
import styles from './lead.module.css';
import { StandingPicture } from './standing-picture.tsx';
import { Timeline } from './timeline.tsx';

export function LeadPage() {
  const { lead } = useParams({ from: '/signed-in/leads/$lead' });
  const { at: date } = useSearch({ from: '/signed-in/leads/$lead' });
  const navigate = useNavigate({ from: '/leads/$lead' });
  const queries = useQueryClient();
  const at = endOfDay(date);
  const { data, error } = useQuery({ queryKey: ['lead', lead, at], queryFn: () => readLead(lead, at) });
  useChanges((change) => {
    if (at === undefined && (change === undefined || data === undefined || change.leads.includes(data.lead)))
      void queries.invalidateQueries({ queryKey: ['lead', lead] });
  });
  const asOf = (
    <>
      <label className={styles.asOf}>
        As of the end of{' '}
        <input
          type="date"
          value={date ?? ''}
          onChange={(event) => navigate({ search: { at: event.currentTarget.value || undefined }, replace: true })}
        />
      </label>
      {date !== undefined && (
        <Button size="xs" variant="default" onClick={() => navigate({ search: {} })}>
          Now
        </Button>
      )}
    </>
  );
  return (
    <>
      <PageHead title={data?.label ?? (error === null ? 'Lead' : lead)}>{asOf}</PageHead>
      {error !== null && (
        <Failure
          of={error}
          what={date === undefined ? 'There is no such lead' : 'Nothing was known of this lead then'}
        />
      )}
      {data === undefined && error === null && <Skeleton height={400} aria-label="Loading" />}
      {data !== undefined && <Whole lead={data} />}
    </>
  );
}

function Whole({ lead }: { lead: Lead }) {
  return (
    <>
      <p className={styles.first}>{firstSentence(lead)}</p>
      <p className={styles.names}>
        {lead.company ?? 'Company unknown'} ·{' '}
        {lead.source === 'unknown' ? 'source unknown' : `came from ${lead.source}`} · <Copyable text={lead.lead} />
      </p>
      {lead.standings.length === 0 && <p>No definition is in force, so nothing is scored.</p>}
      {lead.standings.map((each) => (
        <StandingPicture key={each.standing.definition} of={each} isOnly={lead.standings.length === 1} />
      ))}
      <div className={styles.columns}>
        <section aria-labelledby="happened">
          <h2 id="happened">What was decided</h2>
          {lead.happened.length === 0 && <p className={styles.quiet}>Nothing yet.</p>}
          <ol className={styles.happened}>
            {[...lead.happened].reverse().map((each) => (
              <li key={`${each.at} ${each.kind} ${each.words}`}>
                <time dateTime={new Date(each.at).toISOString()}>{dayAndTime(each.at)}</time>
                <span>{each.words}</span>
              </li>
            ))}
          </ol>
        </section>
        <Committee of={lead} />
      </div>
      <Timeline entries={lead.timeline} total={lead.entries} />
    </>
  );
}

/** The last millisecond of a day (`2026-03-02`) in the viewer's zone; undefined for now. */
function endOfDay(date: string | undefined): number | undefined {
  if (date === undefined) return undefined;
  const [year, month, day] = date.split('-').map(Number);
  const end = new Date(year ?? 0, (month ?? 1) - 1, (day ?? 1) + 1).getTime() - 1;
  return Number.isNaN(end) ? undefined : end;
}
