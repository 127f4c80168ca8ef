// The hand-offs behind a number, one by one: those of a group, and how each stands with a step.

import type { HandoffRow, HandoffRows } from '@baton/core/reports/funnel/handoff-rows';
import type { FunnelReport } from '@baton/core/reports/funnel/report-result';
import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { readRows } from '../../api/jobs.ts';
import { type Cell, DataTable } from '../../parts/data-table.tsx';
import { Failure } from '../../parts/failure.tsx';
import { day } from '../../words/instants.ts';
import { sums } from '../../words/money.ts';
import { count } from '../../words/numbers.ts';
import type { ReportSearch } from './question.ts';
import { pickedRows, standingWith } from './row-picking.ts';

const MOST_SHOWN = 200;

interface Props {
  report: FunnelReport;
  job: string;
  search: ReportSearch;
  set: (change: ReportSearch) => void;
}

export function RowsTab({ report, job, search, set }: Props) {
  const { data, error } = useQuery({
    queryKey: ['rows', job],
    queryFn: () => readRows<HandoffRows>(job),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (error !== null) return <Failure of={error} what="The rows could not be read" />;
  if (data === undefined) return <Skeleton height={320} aria-label="Loading" />;
  const rate = report.rates.find(({ step }) => step === search.step);
  const rows = pickedRows(data.rows, search, rate, report.asOf);
  const which = [
    ...(search.by === undefined || search.value === undefined ? [] : [`${search.by} ${search.value}`]),
    ...(rate === undefined ? [] : [`${rate.step}, within ${rate.withinDays} days`]),
  ];
  return (
    <>
      <p>
        {which.length === 0 ? 'All hand-offs' : which.join('; ')}: {count(rows.length, 'hand-off')}
        {rows.length > MOST_SHOWN && `, the newest ${MOST_SHOWN} shown`}
        {data.leftOut > 0 && `; ${data.leftOut} older ones are not kept`}.{' '}
        {which.length > 0 && (
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => set({ by: undefined, value: undefined, step: undefined })}
          >
            Show all
          </Button>
        )}
      </p>
      <DataTable
        label="Hand-offs"
        columns={[
          { name: 'Handed over' },
          { name: 'Lead' },
          { name: 'Source' },
          { name: 'Rep' },
          { name: 'Answer' },
          { name: rate?.step ?? 'Came to' },
          { name: 'Won revenue', isNumber: true },
          { name: 'Open pipeline', isNumber: true },
        ]}
        rows={rows
          .slice(0, MOST_SHOWN)
          .map((row) => cellsOf(row, rate === undefined ? farthest(row) : standingWith(row, rate, report.asOf).words))}
      />
    </>
  );
}

function cellsOf(row: HandoffRow, standing: string): Cell[] {
  const { lead, name, company, at, answer, reason, groups, revenue, pipeline } = row;
  return [
    day(at),
    {
      text: company === undefined ? name : `${name}, ${company}`,
      shown: (
        <>
          <Link to="/leads/$lead" params={{ lead }}>
            {name}
          </Link>
          {company !== undefined && `, ${company}`}
        </>
      ),
    },
    groups.source ?? '',
    groups.rep ?? '',
    reason === undefined ? answer : `${answer}: ${reason}`,
    standing,
    sums(revenue),
    sums(pipeline),
  ];
}

const STEPS = [
  ['won', 'customer'],
  ['opportunity', 'opportunity'],
  ['sql', 'SQL'],
  ['meeting', 'meeting'],
  ['accepted', 'accepted'],
] as const;

/** The farthest step that it came to, and when. */
function farthest({ steps }: HandoffRow): string {
  const found = STEPS.find(([step]) => steps[step] !== undefined);
  return found === undefined ? '–' : `${found[1]} on ${day(steps[found[0]] as number)}`;
}
