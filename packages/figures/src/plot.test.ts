// Plots need no browser, and leave their labels room.
import { expect, it } from 'vitest';
import { cutTo, draw, Plot, roomFor } from './plot.ts';

it('draws without a browser for wide and narrow pages, and says what it shows', () => {
  const html = draw('Hand-offs by month', () => ({
    x: { type: 'band' },
    marks: [Plot.barY([{ month: '2025-01', n: 3 }], { x: 'month', y: 'n' }), Plot.ruleY([0])],
  }));
  for (const kind of ['wide', 'narrow'])
    expect(html).toMatch(new RegExp(`<div class="${kind}-figure"><svg[^>]*role="img"`));
  expect(html).toContain('aria-label="Hand-offs by month"');
  expect(html).toContain('2025-01');
});

it('leaves "Several colleagues" more room than the 90 px that clipped it to "l colleagues"', () => {
  expect(roomFor(['Several colleagues'])).toBeGreaterThan(120);
  expect(roomFor(['A'])).toBeLessThan(40);
});

it('cuts what is longer than its room, visibly', () => {
  expect(cutTo(300, 'Several colleagues')).toBe('Several colleagues');
  expect(cutTo(60, 'Several colleagues')).toMatch(/^Sever.*…$/);
});
