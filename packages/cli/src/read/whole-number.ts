// Whole numbers on the command line.
import { EXIT } from '../exit.ts';
import { fail } from '../failure.ts';

/** A whole number from `low` to `high`; ends the command with wrong usage where the text is none. */
export function readWholeNumber(text: string, option: string, low = 1, high = Number.MAX_SAFE_INTEGER): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= low && value <= high && text.trim() !== '') return value;
  const range = high === Number.MAX_SAFE_INTEGER ? `above ${low - 1}` : `from ${low} to ${high}`;
  return fail('cli-bad-number', `${option} ${text} should be a whole number ${range}`, undefined, EXIT.usage);
}
