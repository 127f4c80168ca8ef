// Statistical plots as inline SVG, by Observable Plot on a small DOM. What is drawn is decided by the reports; how plots look, wide and narrow, is decided here.
import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';

const { document } = parseHTML('<!doctype html><html><body></body></html>');

/** Colours that follow the page's light or dark ground. */
export const ACCENT = 'var(--accent)';
export const OTHER = 'var(--other)';
export const INK = 'var(--ink)';
/** What may not be read as a result yet: the young in the accent, the few in grey. The page holds the patterns. */
export const HATCHED = { young: 'url(#young)', few: 'url(#few)' } as const;

/** Two drawings of one plot: pages show the one that fits, at the size it was drawn for. */
const WIDTHS = { wide: 720, narrow: 340 } as const;

/** How a plot of some width is made. */
export type PlotOf = (width: number, isNarrow: boolean) => Plot.PlotOptions;

/** Draws a plot for wide and for narrow pages; `label` is what a screen reader says of it. */
export function draw(label: string, plotOf: PlotOf): string {
  return Object.entries(WIDTHS)
    .map(([kind, width]) => {
      const svg = Plot.plot({
        document: document as unknown as NonNullable<Plot.PlotOptions['document']>,
        width,
        style: { fontFamily: 'inherit', fontSize: '13px', color: 'currentColor' },
        ...plotOf(width, kind === 'narrow'),
      } as Plot.PlotOptions);
      svg.setAttribute('role', 'img');
      svg.setAttribute('aria-label', label);
      return `<div class="${kind}-figure">${svg.outerHTML}</div>`;
    })
    .join('');
}

/** Room for a label beside an axis: what it measures at 13 px, on the safe side, and a gap. */
export function roomFor(labels: readonly string[]): number {
  return Math.ceil(Math.max(0, ...labels.map(widthOf))) + 14;
}

/** Estimated width in a sans-serif of 13 px; there is nothing here to measure with. */
function widthOf(text: string): number {
  return [...text].reduce((sum, letter) => {
    if (/[ijl.,:;'|!\s]/.test(letter)) return sum + 4;
    return sum + (/[mwMW@%A-Z\u2E80-\uFFFF]/.test(letter) ? 10.5 : 7.5);
  }, 0);
}

/** A label cut to a width, with a sign that it was. */
export function cutTo(width: number, label: string): string {
  if (widthOf(label) <= width) return label;
  const letters = [...label];
  while (letters.length > 1 && widthOf(`${letters.join('')}…`) > width) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}

export { Plot };
