// The folder a simulated company is written into: empty or made for it, never written over unasked.
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { fail } from '../failure.ts';

/** Makes the folder, or takes an empty one; with `force` also one that holds something. */
export function takeFolder(folder: string, force: boolean): void {
  if (existsSync(folder)) {
    if (!statSync(folder).isDirectory()) fail('cli-exists', `${folder} is a file`, 'choose another name');
    if (!force && readdirSync(folder).length > 0)
      fail('cli-not-empty', `there is something in ${folder} already`, 'choose another folder, or add --force');
  }
  mkdirSync(folder, { recursive: true });
}
