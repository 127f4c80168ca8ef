// Calibration: what is asked, what was asked before, and what the one in the address found.
import { Skeleton } from '@mantine/core';
import { useSearch } from '@tanstack/react-router';
import { useJobs, useResult } from '../../live/use-job.ts';
import { Failure } from '../../parts/failure.tsx';
import { NothingHere } from '../../parts/nothing-here.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { useWho } from '../../shell/who.ts';
import { CalibrateForm } from './calibrate-form.tsx';
import type { CalibrationResult } from './calibration-result.ts';
import { Calibrations } from './calibrations.tsx';
import { Learnt } from './learnt.tsx';

export function CalibratePage() {
  const { role } = useWho();
  const search = useSearch({ from: '/signed-in/calibrate' });
  const { data, error } = useJobs('calibrate');
  const jobs = data?.jobs ?? [];
  const chosen = jobs.find(({ id }) => id === search.job) ?? jobs.find(({ state }) => state === 'done');
  const { data: found, error: unread } = useResult<CalibrationResult>(chosen?.state === 'done' ? chosen.id : undefined);
  return (
    <>
      <PageHead title="Calibrate" />
      <p>
        Starts at the end of the funnel: of buying cycles that were won and that were not, what did people do before
        sales first talked to them, and what was known of them by then? What told the two apart becomes a draft
        definition to argue about. It is never applied by itself.
      </p>
      {error !== null && <Failure of={error} what="Calibrations could not be read" />}
      {role !== 'viewer' && <CalibrateForm />}
      {data === undefined && error === null && <Skeleton height={120} aria-label="Loading" />}
      {jobs.length > 0 && <Calibrations of={jobs} chosen={chosen?.id} />}
      {data !== undefined && jobs.length === 0 && (
        <NothingHere title="Nothing was learnt yet">
          Choose a period above. It takes at least 30 cycles that were won and 30 that were not; more show weaker signs.
        </NothingHere>
      )}
      {unread !== null && <Failure of={unread} what="What was found could not be read" />}
      {chosen?.state === 'failed' && <p role="alert">It failed: {chosen.problem}.</p>}
      {found !== undefined && chosen !== undefined && <Learnt of={found} job={chosen} />}
    </>
  );
}
