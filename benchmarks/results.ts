// Where benchmarks leave their figures: benchmarks/results/NAME.json, in one shape for all.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';

/** One figure. `better` says which way is good; a value of null is not measured yet. */
export interface Figure {
  readonly value: number | null;
  readonly unit: string;
  readonly better: 'higher' | 'lower';
}

export interface Results {
  readonly name: string;
  readonly commit: string;
  /** Processor, cores and Node: what figures depend on, nothing that names a machine. */
  readonly machine: string;
  readonly figures: Readonly<Record<string, Figure>>;
}

/** Figures with what they were measured on. */
export function resultsOf(name: string, figures: Results['figures']): Results {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD']).toString().trim();
  const [processor] = cpus();
  return {
    name,
    commit,
    machine: `${processor?.model.trim()}, ${cpus().length} cores, Node ${process.version}`,
    figures,
  };
}

/** Writes results where they are committed. */
export function saveResults(results: Results): string {
  const path = `benchmarks/results/${results.name}.json`;
  mkdirSync('benchmarks/results', { recursive: true });
  writeFileSync(path, `${JSON.stringify(results, null, 2)}\n`);
  return path;
}

/** The middle of several measurements. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Seconds that something takes. */
export function secondsOf(work: () => void): number {
  const started = performance.now();
  work();
  return (performance.now() - started) / 1000;
}

/** Seconds of processor time that something takes, the garbage collector's threads too: what else the machine does is left out. */
export function processorSecondsOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
