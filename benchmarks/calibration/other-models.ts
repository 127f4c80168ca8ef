// Runs other models on a split, by Debian's scikit-learn; installs it where that is allowed, and says how where it is not.
import { execFileSync, spawnSync } from 'node:child_process';
import type { Judged } from './judged.ts';

/** The Pythons that may have scikit-learn: first the system's own, which Debian's package belongs to. */
const PYTHONS = ['/usr/bin/python3', 'python3'];

/** A Python with scikit-learn; undefined where there is none and none may be installed. */
export function pythonWithSklearn(tell: (line: string) => void): string | undefined {
  const found = PYTHONS.find(hasSklearn);
  if (found !== undefined) return found;
  if (process.getuid?.() === 0) {
    tell('Installing python3-sklearn …');
    spawnSync('apt-get', ['install', '-y', '-q', 'python3-sklearn'], { stdio: 'ignore' });
  }
  return PYTHONS.find(hasSklearn);
}

function hasSklearn(python: string): boolean {
  return spawnSync(python, ['-c', 'import sklearn'], { stdio: 'ignore' }).status === 0;
}

/** What other models reach on a split, by name; on one thread, as a calibration runs. */
export function judgeOthers(python: string, path: string): Readonly<Record<string, Judged>> {
  const words = ['benchmarks/calibration/other_models.py', path];
  return JSON.parse(
    execFileSync(python, words, {
      encoding: 'utf8',
      env: { ...process.env, OMP_NUM_THREADS: '1' },
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  );
}
