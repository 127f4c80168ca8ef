// What a Liquid template reads: each variable with its place. Parsed by the library that renders mails, so that both understand the same.
import type { Place } from '@baton/core/base/problem';
import type { VariableUse } from '@baton/core/nurture/checking/check-templates';
import { LiquidError } from 'liquidjs';
import { Failure } from '../failure.ts';
import { templateEngine } from './template-engine.ts';

/** Every variable a template reads from outside. `placed` gives the place of a line and column of the template's text; ends the command where the template cannot be read. */
export function readTemplate(text: string, placed: (place: Place) => Place): VariableUse[] {
  const engine = templateEngine('text');
  const lines = text.split(/\r?\n/);
  const placeOf = (row: number, column: number, length: number): Place =>
    placed({ line: row, column, length, text: (lines[row - 1] ?? '').slice(0, 300) });
  try {
    const { globals } = engine.analyzeSync(engine.parse(text), { partials: false });
    return Object.values(globals).flatMap((uses) =>
      uses.map(({ segments, location }) => {
        const variable = segments.map(String).join('.');
        return { variable, place: placeOf(location.row, location.col, variable.length) };
      }),
    );
  } catch (error) {
    if (!LiquidError.is(error)) throw error;
    const [row = 1, column = 1] = error.token.getPosition();
    const place = placeOf(row, column, 1);
    const message = `this template cannot be read: ${error.originalError?.message ?? error.message.split('\n')[0]}`;
    throw new Failure([
      { code: 'programme-bad-template', severity: 'error', message, place, hint: 'mend the Liquid of the template' },
    ]);
  }
}
