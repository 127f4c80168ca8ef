// One lead: first a sentence, then why, as a picture that adds up, then who else is there and what happened.
import { Button, CopyButton, Skeleton } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { Erased } from '../../api/keeping.ts';
import type { Lead } from '../../api/leads.ts';
import { leadAsJson, readLead } from '../../api/leads.ts';
import { useChanges } from '../../live/changes.ts';
import { Copyable } from '../../parts/copyable.tsx';
import { Failure } from '../../parts/failure.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { dayAndTime } from '../../words/instants.ts';
import { AsOfDay, instantOf } from './as-of.tsx';
import { Committee } from './committee.tsx';
import { crmText } from './crm-text.ts';
import { ErasedJustNow, EraseOrExport } from './erase-or-export.tsx';
import { Facts } from './facts.tsx';
import { Findings } from './findings.tsx';
import { firstSentence } from './first-sentence.ts';
import styles from './lead.module.css';
import { ScoreOverTime } from './score-over-time.tsx';
import { StandingPicture } from './standing-picture.tsx';
import { Timeline } from './timeline.tsx';
import { WhoIsIt } from './who-is-it.tsx';

export function LeadPage() {
  const { lead } = useParams({ from: '/signed-in/leads/$lead' });
  const { at: date } = useSearch({ from: '/signed-in/leads/$lead' });
  const queries = useQueryClient();
  const at = instantOf(date);
  const [erased, setErased] = useState<{ lead: string; done: Erased }>();
  const isErased = erased?.lead === lead;
  const { data, error } = useQuery({
    queryKey: ['lead', lead, at],
    queryFn: () => readLead(lead, at),
    enabled: !isErased,
  });
  useChanges((change) => {
    if (at === undefined && (change === undefined || data === undefined || change.leads.includes(data.lead))) {
      void queries.invalidateQueries({ queryKey: ['lead', lead] });
      void queries.invalidateQueries({ queryKey: ['history'] });
    }
  });
  if (isErased) return <ErasedJustNow of={erased.done} />;
  return (
    <>
      <PageHead title={data?.label ?? (error === null ? 'Lead' : lead)}>
        <AsOfDay at={date} />
        {data !== undefined && <Out lead={data} at={at} />}
      </PageHead>
      {error !== null && (
        <Failure
          of={error}
          what={date === undefined ? 'There is no such lead' : 'Nothing was known of this lead then'}
        />
      )}
      {data === undefined && error === null && <Skeleton height={400} aria-label="Loading" />}
      {data !== undefined && <Whole lead={data} at={at} />}
      {data !== undefined && at === undefined && (
        <EraseOrExport of={data} onErased={(done) => setErased({ lead, done })} />
      )}
    </>
  );
}

/** The explanation for elsewhere: as text for the CRM, and as it is. */
function Out({ lead, at }: { lead: Lead; at: number | undefined }) {
  return (
    <>
      <CopyButton value={crmText(lead, window.location.href)}>
        {({ copied, copy }) => (
          <Button size="xs" variant="default" onClick={copy}>
            {copied ? 'Copied' : 'Copy for the CRM'}
          </Button>
        )}
      </CopyButton>
      <a className={styles.quiet} href={leadAsJson(lead.lead, at)} target="_blank" rel="noreferrer">
        JSON
      </a>
    </>
  );
}

function Whole({ lead, at }: { lead: Lead; at: number | undefined }) {
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
      <ScoreOverTime lead={lead} at={at} />
      <div className={styles.columns}>
        <div>
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
          <WhoIsIt of={lead} isNow={at === undefined} />
        </div>
        <div>
          <Findings of={lead} isNow={at === undefined} />
          <Committee of={lead} />
        </div>
      </div>
      <Facts of={lead} />
      <Timeline entries={lead.timeline} total={lead.entries} />
    </>
  );
}
