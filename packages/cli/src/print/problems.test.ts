// Problems on the terminal: the caret stands under what it means, and no input can command the terminal.
import { describe, expect, it } from 'vitest';
import { renderProblem } from './problems.ts';

const problem = (text: string, column: number, length: number) =>
  renderProblem({
    code: 'definition-unknown-key',
    severity: 'error',
    message: 'unknown key',
    place: { file: 'definition.yaml', line: 3, column, length, text },
    hint: 'drop it',
  });

/** The characters above the carets. */
function underlined(rendered: string): string {
  const [, text = '', carets = ''] = rendered.split('\n');
  return text.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1);
}

describe('renderProblem', () => {
  it('shows place, sentence, code, line, caret and remedy', () => {
    expect(problem('  weigth: 3', 3, 6)).toBe(
      'definition.yaml:3:3 error: unknown key [definition-unknown-key]\n    weigth: 3\n    ^^^^^^\n  hint: drop it',
    );
  });

  it('keeps the caret in place after tabs, in long lines and at their ends', () => {
    expect(underlined(problem('\t\tweigth: 3', 3, 6))).toBe('weigth');
    const long = `${'a'.repeat(500)}weigth${'b'.repeat(500)}`;
    expect(underlined(problem(long, 501, 6))).toBe('weigth');
    expect(underlined(problem(`weigth${'b'.repeat(500)}`, 1, 6))).toBe('weigth');
    expect(underlined(problem(`${'a'.repeat(500)}weigth`, 501, 6))).toBe('weigth');
    for (const line of problem(long, 501, 400).split('\n')) expect(line.length).toBeLessThan(130);
    expect(problem('short', 6, 1).split('\n')[2]).toBe('       ^');
  });

  it('does without a line, and without a place', () => {
    expect(renderProblem({ code: 'x-y', severity: 'warning', message: 'odd', place: { file: 'a.csv', line: 7 } })).toBe(
      'a.csv:7 warning: odd [x-y]',
    );
    expect(renderProblem({ code: 'x-y', severity: 'error', message: 'odd' })).toBe('error: odd [x-y]');
  });

  it('passes nothing on that a terminal would obey', () => {
    const rendered = renderProblem({
      code: 'x-y',
      severity: 'error',
      message: 'unknown key \u001b]0;title\u0007',
      place: { file: 'a\u001b[2J', line: 1, column: 1, text: '\u009b31m\u202eevil' },
    });
    for (const commanding of ['\u001b', '\u0007', '\u009b', '\u202e']) expect(rendered).not.toContain(commanding);
    expect(rendered).toContain('unknown key �]0;title�');
  });
});
