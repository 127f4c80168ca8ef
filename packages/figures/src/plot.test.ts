import { expect, it } from 'vitest';
import { draw, Plot } from './plot.ts';

it('draws without a browser, and says what it shows', () => {
  const svg = draw('Hand-offs by month', {
    x: { type: 'band' },
    marks: [Plot.barY([{ month: '2025-01', n: 3 }], { x: 'month', y: 'n' }), Plot.ruleY([0])],
  });
  expect(svg).toMatch(/^<svg[^>]*role="img"/);
  expect(svg).toContain('aria-label="Hand-offs by month"');
  expect(svg).toContain('2025-01');
});
