// What a change in MQL volume is made of, under a constant definition: demand and its mix, the definition, machines, data quality. All of it adds up.

import type { FunnelReport } from '@baton/core/reports/funnel/report-result';
import type { VolumeChange } from '@baton/core/reports/volume/volume-change';
import { NativeSelect } from '@mantine/core';
import styles from '../../charts/chart.module.css';
import { Chart } from '../../charts/chart.tsx';
import { scaleTo } from '../../charts/scale.ts';
import { serviceNow } from '../../live/service-clock.ts';
import { useJob } from '../../live/use-job.ts';
import { AskFirst } from '../../parts/ask-first.tsx';
import { JobState } from '../../parts/job-state.tsx';
import { OfWhat } from '../../parts/of-what.ts';
import { day } from '../../words/instants.ts';
import { instantOf, paramsOf, periodsAt, type ReportSearch } from './question.ts';
import { ofWhat } from './reports-of-what.ts';

const PARTS = {
  demand: 'Demand',
  mix: 'Mix of sources',
  definition: 'Definition',
  bots: 'Machines',
  dataQuality: 'Data quality',
} as const;

export function VolumeTab({ search, set }: { search: ReportSearch; set: (change: ReportSearch) => void }) {
  const choices = periodsAt(serviceNow(), search.split).filter(({ value }) => value !== '');
  const split = instantOf(search.split) === undefined ? choices[0]?.value : search.split;
  const asked = useJob<FunnelReport>('report', { ...paramsOf({ sure: search.sure }), since: instantOf(split) });
  const { result } = asked;
  return (
    <>
      <NativeSelect
        size="xs"
        w={240}
        mb={16}
        label="The later period"
        description="The earlier one is as long, and ends where it begins"
        data={choices}
        value={split ?? ''}
        onChange={(event) => set({ split: event.currentTarget.value })}
      />
      {result === undefined ? (
        <AskFirst of={asked} title="Nobody has split this change yet" ask="Split the change in volume">
          Volume is easily gamed: a looser definition makes more MQLs of the same people. This replays the later period
          under the definition of the earlier one, and tells growth of demand from growth by definition.
        </AskFirst>
      ) : (
        <OfWhat value={ofWhat(result)}>
          <JobState of={asked} asOf={result.asOf} />
          {result.volume === undefined ? (
            <p>Nothing was in force, so that no definition can be held constant.</p>
          ) : (
            <Split of={result.volume} />
          )}
        </OfWhat>
      )}
    </>
  );
}

function Split({ of }: { of: VolumeChange }) {
  const { before, after, afterConstant, from, since, until, definitions, demand } = of;
  return (
    <>
      <p>
        {before.toLocaleString('en-GB')} MQLs from {day(from)}, {after.toLocaleString('en-GB')} from {day(since)} to{' '}
        {day(until)}
        {definitions.isChanged
          ? `; under the definition of the earlier period ${afterConstant.toLocaleString('en-GB')}.`
          : '. The definition was the same all the time.'}
      </p>
      <Waterfall of={of} />
      <p>
        Of demand, {signed(demand.people)} came of how many people were active (
        {demand.active[0].toLocaleString('en-GB')} before, {demand.active[1].toLocaleString('en-GB')} after),{' '}
        {signed(demand.readiness)} of how many of them qualified.
      </p>
    </>
  );
}

const ROW = 34;
const LEFT = 128;

function Waterfall({ of: { before, after, parts } }: { of: VolumeChange }) {
  let level = before;
  const steps = Object.entries(PARTS).map(([name, words]) => {
    const change = parts[name as keyof typeof PARTS];
    const start = level;
    level += change;
    return { words, start, end: level, change };
  });
  const bars = [
    { words: 'Before', start: 0, end: before, change: undefined },
    ...steps,
    { words: 'After', start: 0, end: after, change: undefined },
  ];
  const most = Math.max(1, ...bars.flatMap(({ start, end }) => [start, end]));
  return (
    <Chart
      title="From the earlier period to the later one"
      caption="In MQLs. Each part begins where the one above it ends."
      height={ROW * bars.length}
      table={{
        label: 'Change in volume',
        columns: [{ name: 'Part' }, { name: 'MQLs', isNumber: true }],
        rows: bars.map(({ words, end, change }) => [words, change ?? end]),
      }}
      draw={(width) => {
        const { at } = scaleTo(most, width - LEFT - 56);
        return bars.map(({ words, start, end, change }, i) => {
          const [low, high] = [Math.min(start, end), Math.max(start, end)];
          return (
            <g key={words} transform={`translate(0 ${i * ROW})`}>
              <text x={0} y={20} className={change === undefined ? styles.strong : undefined}>
                {words}
              </text>
              <rect
                className={change === undefined ? styles.quietBar : change < 0 ? styles.less : styles.bar}
                x={LEFT + at(low)}
                y={6}
                height={20}
                width={Math.max(1.5, at(high) - at(low))}
              />
              <text x={LEFT + at(high) + 8} y={20}>
                {change === undefined ? end.toLocaleString('en-GB') : signed(change)}
              </text>
            </g>
          );
        });
      }}
    />
  );
}

function signed(change: number): string {
  const sign = change > 0 ? '+' : change < 0 ? '−' : '±';
  return `${sign}${Math.abs(change).toLocaleString('en-GB')}`;
}
