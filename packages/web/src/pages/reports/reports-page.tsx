// Reports: one question in the address, told under tabs. Every tab shows what the latest job for that question found.

import type { FunnelReport } from '@baton/core/reports/funnel/report-result';
import { NativeSelect, Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { serviceNow } from '../../live/service-clock.ts';
import { useJob } from '../../live/use-job.ts';
import { AskFirst } from '../../parts/ask-first.tsx';
import { JobState } from '../../parts/job-state.tsx';
import { OfWhat } from '../../parts/of-what.ts';
import { PageHead } from '../../parts/page-head.tsx';
import { day } from '../../words/instants.ts';
import { count } from '../../words/numbers.ts';
import { CohortsTab } from './cohorts-tab.tsx';
import { DriftTab } from './drift-tab.tsx';
import { FindingsTab } from './findings-tab.tsx';
import { FunnelTab } from './funnel-tab.tsx';
import { GroupsTab } from './groups-tab.tsx';
import { MoneyTab } from './money-tab.tsx';
import { paramsOf, periodsAt, type ReportSearch } from './question.ts';
import { ofWhat } from './reports-of-what.ts';
import { RowsTab } from './rows-tab.tsx';
import { SalesTab } from './sales-tab.tsx';
import { VolumeTab } from './volume-tab.tsx';

const TABS: Readonly<Record<string, string>> = {
  funnel: 'Funnel',
  cohorts: 'Cohorts',
  groups: 'Sources and groups',
  money: 'Cost and revenue',
  sales: 'Sales',
  volume: 'Volume',
  findings: 'Findings',
  drift: 'Drift',
  rows: 'Rows',
};
const RULES = [
  { value: '', label: 'What was handed over' },
  { value: 'before', label: 'The rule of before' },
];
const SURENESS = [
  { value: '', label: 'All facts' },
  { value: 'inferred', label: 'Recorded or inferred' },
  { value: 'recorded', label: 'Recorded only' },
];

export function ReportsPage() {
  const search = useSearch({ from: '/signed-in/reports' });
  const navigate = useNavigate({ from: '/reports' });
  const set = (change: ReportSearch) => navigate({ search: (before) => ({ ...before, ...change }) });
  const tab = search.tab !== undefined && search.tab in TABS ? search.tab : 'funnel';
  const select = (label: string, key: keyof ReportSearch, data: { value: string; label: string }[]) => (
    <NativeSelect
      size="xs"
      aria-label={label}
      data={data}
      value={search[key] ?? ''}
      onChange={(event) => set({ [key]: event.currentTarget.value || undefined })}
    />
  );
  return (
    <>
      <PageHead title="Reports">
        {select('Period', 'from', periodsAt(serviceNow(), search.from))}
        {select('Which hand-offs', 'of', RULES)}
        {select('How sure facts have to be', 'sure', SURENESS)}
      </PageHead>
      <Tabs
        value={tab}
        onChange={(value) => set({ tab: value === 'funnel' ? undefined : (value ?? undefined), step: undefined })}
        keepMounted={false}
      >
        <Tabs.List>
          {Object.entries(TABS).map(([value, name]) => (
            <Tabs.Tab key={value} value={value}>
              {name}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={tab} pt={16}>
          {tab === 'findings' && <FindingsTab search={search} />}
          {tab === 'drift' && <DriftTab />}
          {tab === 'volume' && <VolumeTab search={search} set={set} />}
          {!['findings', 'drift', 'volume'].includes(tab) && (
            <Told search={search}>
              {(report, job) => (
                <>
                  {tab === 'funnel' && <FunnelTab report={report} />}
                  {tab === 'cohorts' && <CohortsTab report={report} />}
                  {tab === 'groups' && <GroupsTab report={report} by={search.by} set={set} />}
                  {tab === 'money' && <MoneyTab report={report} />}
                  {tab === 'sales' && <SalesTab report={report} />}
                  {tab === 'rows' && <RowsTab report={report} job={job} search={search} set={set} />}
                </>
              )}
            </Told>
          )}
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

/** The funnel report of a question, once somebody asked for it. */
function Told({
  search,
  children,
}: {
  search: ReportSearch;
  children: (report: FunnelReport, job: string) => ReactNode;
}) {
  const asked = useJob<FunnelReport>('report', paramsOf(search));
  const { result: report, done } = asked;
  if (report === undefined || done === undefined)
    return (
      <AskFirst of={asked} title="Nobody has asked for this report yet" ask="Count the funnel">
        It tells how many MQLs become opportunities and customers, each rate with its interval and of those who have had
        the time; what they cost and bring; and what sales said to them.
      </AskFirst>
    );
  return (
    <OfWhat value={ofWhat(report)}>
      <JobState of={asked} asOf={report.asOf} />
      <p>
        {day(report.from)} to {day(report.asOf)}: {count(report.mqls, 'MQL')} of {count(report.accounts, 'account')} by{' '}
        {report.definitions[0] === 'legacy' ? 'the rule of before' : report.definitions.join(' and ')}. Months are those
        of {report.zone}.
      </p>
      {children(report, done.id)}
      {report.notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </OfWhat>
  );
}
