// The pictures of a diagnosis: shares side by side with their intervals, months of which some are marked, rates beside the bands of profiles, findings by what passes through them.
import type { DiagnosisFinding, Evidence, MonthRow, PlaceRow } from '@baton/core/reports/diagnosis/diagnosis-finding';
import type { BandVerdict } from '@baton/core/reports/diagnosis/profiles/verdict';
import type { Share } from '@baton/core/statistics/share';
import { ACCENT, cutTo, draw, HATCHED, INK, OTHER, Plot, roomFor } from './plot.ts';
import { number } from './words.ts';

const NARROW_LABEL = 126;

/** Evidence that is a share. */
export type SharedEvidence = Extract<Evidence, { readonly share: Share }>;

interface Dot {
  readonly row: string;
  readonly rate: number;
  readonly low: number;
  readonly high: number;
  readonly isIt: boolean;
  readonly isFew: boolean;
  readonly text: string;
}

/** Shares as dots on their intervals; what the finding is about in the accent, the rest in grey, the few hollow. */
export function dotPlot(label: string, rows: readonly PlaceRow[]): string {
  const dots = rows.flatMap(dotOf);
  if (dots.length === 0) return '';
  const most = Math.min(1, Math.max(0.05, ...dots.map(({ high }) => high)) * 1.02);
  const colour = ({ isIt }: Dot): string => (isIt ? ACCENT : OTHER);
  return draw(label, (width, isNarrow) => {
    const names = dots.map(({ row }) => row);
    const shown = (row: string): string => cutTo(isNarrow ? NARROW_LABEL : 330, row);
    return {
      width,
      height: 34 + 26 * dots.length,
      marginLeft: roomFor(names.map(shown)),
      marginRight: isNarrow ? 24 : 190,
      marginTop: 6,
      marginBottom: 26,
      x: { domain: [0, most], label: null, tickFormat: percentTick, ticks: isNarrow ? 3 : 5, grid: true },
      y: { type: 'band', domain: names, label: null, tickSize: 0, tickFormat: shown },
      marks: [
        Plot.ruleY(dots, { x1: 'low', x2: 'high', y: 'row', stroke: colour, strokeWidth: 2, strokeOpacity: 0.7 }),
        Plot.dot(dots, {
          x: 'rate',
          y: 'row',
          r: 5,
          stroke: colour,
          strokeWidth: 2,
          fill: (dot: Dot) => (dot.isFew ? 'var(--ground)' : colour(dot)),
        }),
        ...(isNarrow
          ? []
          : [
              Plot.text(dots, { y: 'row', text: 'text', frameAnchor: 'right', textAnchor: 'start', dx: 12, fill: INK }),
            ]),
      ],
    };
  });
}

function dotOf({ name, share, isIt }: PlaceRow): Dot[] {
  const { rate, low = 0, high = 1, count, of, state } = share;
  if (rate === undefined) return [];
  const counts = `${number(count)} of ${number(of)}`;
  const isFew = state !== 'ok';
  return [
    {
      row: name,
      rate,
      low,
      high,
      isIt,
      isFew,
      text: isFew ? `${counts}: too few` : `${number(100 * rate)} %, ${counts}`,
    },
  ];
}

/** A share of evidence as rows of {@link dotPlot}: where the finding is, and under it elsewhere. */
export function evidenceRows(place: string, { share, others, othersAre = 'elsewhere' }: SharedEvidence): PlaceRow[] {
  const here = { name: place, share, isIt: true };
  return others === undefined ? [here] : [here, { name: othersAre, share: others, isIt: false }];
}

/** Months as columns: what is counted, of all behind it in grey; marked months in the accent, all of them where none is marked. */
export function monthPlot(label: string, rows: readonly MonthRow[]): string {
  const isMarked = rows.some(({ isIt }) => isIt);
  const most = Math.max(1, ...rows.map(({ of }) => of));
  return draw(label, (width, isNarrow) => ({
    width,
    height: isNarrow ? 170 : 190,
    marginLeft: 36,
    marginRight: 8,
    marginTop: 12,
    marginBottom: 26,
    x: {
      type: 'band',
      domain: rows.map(({ month }) => month),
      label: null,
      tickSize: 0,
      ticks: rows.filter((_, i) => i % Math.ceil(rows.length / (isNarrow ? 4 : 9)) === 0).map(({ month }) => month),
      padding: 0.2,
    },
    y: { domain: [0, most], label: null, grid: true, ticks: 4 },
    marks: [
      Plot.barY(rows, { x: 'month', y: 'of', fill: OTHER, fillOpacity: 0.3 }),
      Plot.barY(rows, {
        x: 'month',
        y: 'count',
        fill: (row: MonthRow) => (row.isIt || !isMarked ? ACCENT : OTHER),
        fillOpacity: (row: MonthRow) => (row.isIt || !isMarked ? 1 : 0.75),
      }),
      Plot.ruleY([0], { stroke: INK, strokeOpacity: 0.4 }),
    ],
  }));
}

/** One measure beside every profile's band: healthy in green, beyond its borders in red, the rate with its interval over it. */
export function bandPlot(label: string, verdicts: readonly BandVerdict[]): string {
  const rows = verdicts.map(({ profile }) => profile);
  const rate = verdicts[0]?.share as Share;
  const ends = verdicts.flatMap(({ band: { from = 0, to = 0, high = 0 } }) => [from, to === 1 ? 0 : to, high]);
  const most = Math.min(1, 1.15 * Math.max(0.05, rate.high ?? 0, ...ends));
  const zones = verdicts.flatMap(({ profile, band }) => [
    ...(band.low === undefined ? [] : [{ row: profile, from: 0, to: Math.min(most, band.low), fill: 'var(--bad)' }]),
    ...(band.high === undefined || band.high >= most
      ? []
      : [{ row: profile, from: band.high, to: most, fill: 'var(--bad)' }]),
    ...(band.to === undefined || (band.from ?? 0) >= most
      ? []
      : [{ row: profile, from: band.from ?? 0, to: Math.min(most, band.to), fill: 'var(--good)' }]),
  ]);
  const isTold = rate.rate !== undefined;
  return draw(label, (width, isNarrow) => ({
    width,
    height: 34 + 28 * rows.length,
    marginLeft: roomFor(rows.map((row) => cutTo(NARROW_LABEL, row))),
    marginRight: isNarrow ? 24 : 130,
    marginTop: 6,
    marginBottom: 26,
    x: { domain: [0, most], label: null, tickFormat: percentTick, ticks: isNarrow ? 3 : 6 },
    y: { type: 'band', domain: rows, label: null, tickSize: 0, tickFormat: (row: string) => cutTo(NARROW_LABEL, row) },
    marks: [
      Plot.barX(zones, {
        x1: 'from',
        x2: 'to',
        y: 'row',
        fill: 'fill',
        fillOpacity: 0.28,
        insetTop: 4,
        insetBottom: 4,
      }),
      ...(isTold
        ? [
            Plot.ruleY(rows, {
              x1: rate.low ?? 0,
              x2: rate.high ?? 1,
              y: (row: string) => row,
              stroke: INK,
              strokeWidth: 2,
            }),
            Plot.dot(rows, {
              x: rate.rate ?? 0,
              y: (row: string) => row,
              r: 5,
              fill: rate.state === 'ok' ? INK : 'var(--ground)',
              stroke: INK,
              strokeWidth: 2,
            }),
          ]
        : []),
      ...(isNarrow
        ? []
        : [
            Plot.text(verdicts, {
              y: 'profile',
              text: 'verdict',
              frameAnchor: 'right',
              textAnchor: 'start',
              dx: 12,
              fill: INK,
            }),
          ]),
    ],
  }));
}

/** Findings by the won revenue that passes through them, distortions solid, conditions hatched. */
export function rankPlot(label: string, findings: readonly DiagnosisFinding[]): string {
  const rows = findings.map(({ kind, place, sort, stake, confidence }, i) => ({
    row: `${i + 1}. ${kind}: ${place}`,
    weight: stake.share * confidence,
    fill: sort === 'distortion' ? ACCENT : HATCHED.young,
    text: `${number(100 * stake.share)} %`,
  }));
  const most = Math.max(0.05, ...rows.map(({ weight }) => weight));
  return draw(label, (width, isNarrow) => ({
    width,
    height: 34 + 26 * rows.length,
    marginLeft: roomFor(rows.map(({ row }) => cutTo(isNarrow ? 170 : 320, row))),
    marginRight: isNarrow ? 24 : 60,
    marginTop: 4,
    marginBottom: 26,
    x: { domain: [0, most], label: null, tickFormat: percentTick, ticks: isNarrow ? 2 : 5, grid: true },
    y: {
      type: 'band',
      domain: rows.map(({ row }) => row),
      label: null,
      tickSize: 0,
      tickFormat: (row: string) => cutTo(isNarrow ? 170 : 320, row),
    },
    marks: [
      Plot.barX(rows, { x: 'weight', y: 'row', fill: 'fill', insetTop: 4, insetBottom: 4 }),
      Plot.ruleX([0], { stroke: INK, strokeOpacity: 0.4 }),
      ...(isNarrow
        ? []
        : [Plot.text(rows, { y: 'row', text: 'text', frameAnchor: 'right', textAnchor: 'start', dx: 8, fill: INK })]),
    ],
  }));
}

function percentTick(x: number): string {
  return `${number(100 * x)} %`;
}
