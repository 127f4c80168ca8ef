// Whole numbers on the command line.
import { EXIT } from '../exit.ts';
import { fail } from '../failure.ts';

/** A whole number above 0; ends the command with wrong usage otherwise. */
export function readWhole(text: string, option: string): number {
  const number = Number(text);
  return Number.isInteger(number) && number > 0
    ? number
    : fail('cli-bad-number', `${option} ${text} should be a whole number above 0`, undefined, EXIT.usage);
}
