// The first page of those who work no queue: the two numbers that count, what needs somebody now, what is wrong, how this week went, and what is in force.
import type { FunnelReport } from '@baton/core/reports/funnel/report-result';
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { readOverview } from '../../api/overview.ts';
import { useJob } from '../../live/use-job.ts';
import { AskFirst } from '../../parts/ask-first.tsx';
import { Failure } from '../../parts/failure.tsx';
import { JobState } from '../../parts/job-state.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Headlines } from '../reports/headlines.tsx';
import { paramsOf } from '../reports/question.ts';
import { InForce } from './in-force.tsx';
import { Needs } from './needs.tsx';
import styles from './overview.module.css';
import { TopFindings } from './top-findings.tsx';
import { Weeks } from './weeks.tsx';

export function OverviewPage() {
  const { data, error } = useQuery({ queryKey: ['overview'], queryFn: readOverview, refetchInterval: 30_000 });
  return (
    <>
      <PageHead title="Overview" />
      {error !== null && data === undefined && <Failure of={error} what="The overview could not be read" />}
      <Numbers />
      <div className={styles.columns}>
        <div>
          <TopFindings />
          {data !== undefined && <Weeks of={data} />}
        </div>
        <div>
          {data === undefined && error === null && <Skeleton height={240} aria-label="Loading" />}
          {data !== undefined && <Needs of={data} />}
          {data !== undefined && <InForce of={data} />}
        </div>
      </div>
    </>
  );
}

/** The headlines of the latest report of everything. */
function Numbers() {
  const asked = useJob<FunnelReport>('report', paramsOf({}));
  const { result } = asked;
  if (result === undefined)
    return (
      <AskFirst of={asked} title="The funnel has not been counted yet" ask="Count the funnel">
        Here stand what MQLs brought as closed-won and how many of them become opportunities, each with its interval and
        of those who have had the time.
      </AskFirst>
    );
  return (
    <>
      <Headlines report={result} />
      <JobState of={asked} asOf={result.asOf} />
    </>
  );
}
