// The funnel by source, campaign, segment, track, version, rep or month; deals by size; and the four ways to credit a source side by side.

import type { Dimension, GroupRow } from '@baton/core/reports/funnel/groups/group-rows';
import type { FunnelReport } from '@baton/core/reports/funnel/report-result';
import { NativeSelect } from '@mantine/core';
import { type Cell, DataTable } from '../../parts/data-table.tsx';
import { sums } from '../../words/money.ts';
import { shareInCell } from '../../words/rates.ts';
import type { ReportSearch } from './question.ts';
import { RowLink } from './row-link.tsx';

const STEPS = ['MQL → accepted', 'MQL → SQL', 'MQL → opportunity', 'opportunity → won', 'MQL → customer'] as const;
const TOUCHES = ['first', 'creating', 'triggering', 'last'] as const;

interface Props {
  report: FunnelReport;
  by: string | undefined;
  set: (change: ReportSearch) => void;
}

export function GroupsTab({ report, by, set }: Props) {
  const { dimensions } = report;
  const dimension = dimensions.find((each) => each.dimension === by) ?? dimensions[0];
  if (dimension === undefined) return <p>There are no MQLs to group.</p>;
  return (
    <>
      <NativeSelect
        size="xs"
        w={240}
        label="Side by side"
        data={dimensions.map((each) => ({ value: each.dimension, label: `${each.dimension} (${each.rows.length})` }))}
        value={dimension.dimension}
        onChange={(event) => set({ by: event.currentTarget.value })}
      />
      <GroupTable of={dimension} />
      <Touches of={report} />
      <DealSizes of={report} />
    </>
  );
}

/** Rates of groups with the same time given to all. */
export function GroupTable({ of: { dimension, rows } }: { of: Dimension }) {
  return (
    <DataTable
      label={`The funnel by ${dimension}`}
      caption="Rates with 95 % intervals, the same time given to all groups. Money is that of the deals each group sourced."
      columns={[
        { name: dimension.replace(/^./, (letter) => letter.toUpperCase()) },
        { name: 'MQLs', isNumber: true },
        ...STEPS.map((name) => ({ name, isNumber: true })),
        { name: 'Won', isNumber: true },
        { name: 'Won revenue', isNumber: true },
        { name: 'Open pipeline', isNumber: true },
      ]}
      rows={rows.map((row) => cellsOf(dimension, row))}
    />
  );
}

function cellsOf(dimension: string, { value, mqls, rates, won, revenue, pipeline }: GroupRow): Cell[] {
  const link = (text: string | number, step?: string): Cell => ({
    text,
    shown: (
      <RowLink by={dimension} value={value} step={step}>
        {text}
      </RowLink>
    ),
  });
  return [
    value,
    link(mqls),
    ...STEPS.map((step): Cell => {
      const rate = rates.find((each) => each.step === step);
      if (rate === undefined) return '';
      return rate.of === 0 || step === 'opportunity → won' ? shareInCell(rate) : link(shareInCell(rate), step);
    }),
    won,
    sums(revenue),
    sums(pipeline),
  ];
}

function Touches({ of: { touches } }: { of: FunnelReport }) {
  if (touches.length === 0) return null;
  return (
    <>
      <h2>Four touches side by side</h2>
      <DataTable
        label="Won revenue by source and touch"
        caption="The same sourced deals, credited to where their lead first came from, to what the CRM says created it, to what opened the gate, and to the last visit before the deal. Each column adds up to all of them."
        columns={[
          { name: 'Source' },
          ...TOUCHES.map((touch) => ({ name: touch.replace(/^./, (letter) => letter.toUpperCase()), isNumber: true })),
        ]}
        rows={touches.map(({ source, credits }) => [
          source,
          ...TOUCHES.map((touch) => {
            const { deals, revenue } = credits[touch];
            return deals === 0 ? '–' : `${deals.toLocaleString('en-GB')} (${sums(revenue)})`;
          }),
        ])}
      />
    </>
  );
}

function DealSizes({ of: { dealBands } }: { of: FunnelReport }) {
  if (dealBands.length === 0) return null;
  const whole = (minor: number): string => Math.round(minor / 100).toLocaleString('en-GB');
  return (
    <>
      <h2>By deal size</h2>
      <DataTable
        label="Deals by size"
        columns={[
          { name: 'From', isNumber: true },
          { name: 'Below', isNumber: true },
          { name: 'Currency' },
          { name: 'Deals', isNumber: true },
          { name: 'Opportunity → won' },
          { name: 'Won revenue', isNumber: true },
        ]}
        rows={dealBands.map(({ currency, fromMinor, belowMinor, deals, toWon, revenueMinor }) => [
          whole(fromMinor),
          belowMinor === undefined ? '–' : whole(belowMinor),
          currency,
          deals,
          shareInCell(toWon),
          whole(revenueMinor),
        ])}
      />
    </>
  );
}
