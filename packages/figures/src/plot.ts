// Statistical plots as inline SVG, by Observable Plot on a small DOM. What is drawn is decided by the reports; how plots look is decided here.
import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';

const { document } = parseHTML('<!doctype html><html><body></body></html>');

/** Colours that follow the page's light or dark ground. */
export const ACCENT = 'var(--accent)';
export const OTHER = 'var(--other)';
export const INK = 'var(--ink)';

/** Draws a plot; `label` is what a screen reader says of it. */
export function draw(label: string, options: Plot.PlotOptions): string {
  const svg = Plot.plot({
    document: document as unknown as NonNullable<Plot.PlotOptions['document']>,
    width: 720,
    style: { fontFamily: 'inherit', fontSize: '13px', color: 'currentColor' },
    ...options,
  } as Plot.PlotOptions);
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', label);
  return svg.outerHTML;
}

export { Plot };
