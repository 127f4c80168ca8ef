// Where two accounts of the same case first part, readably, and the smallest history that still parts them.
import { admitted } from './generate.ts';
import { activation } from './generating/definitions.ts';
import type { Observation } from './observation.ts';
import type { OracleInput } from './oracle.ts';
import { byText, canonical } from './reading/order.ts';

/** The first difference in the order of time, in words; undefined where there is none. Both must be in canonical order. */
export function compare(kernel: readonly Observation[], oracle: readonly Observation[]): string | undefined {
  const kernelOnly = without(kernel, oracle)[0];
  const oracleOnly = without(oracle, kernel)[0];
  if (kernelOnly === undefined && oracleOnly === undefined) return undefined;
  const partner = (one: Observation, others: readonly Observation[]): Observation | undefined =>
    others.find((each) => named(each) === named(one));
  const first = [kernelOnly, oracleOnly].filter((each) => each !== undefined).sort((a, b) => a.at - b.at)[0]!;
  const inKernel = first === kernelOnly ? first : partner(first, without(kernel, oracle));
  const inOracle = first === oracleOnly ? first : partner(first, without(oracle, kernel));
  const fields = inKernel && inOracle ? fieldsApart(inKernel, inOracle) : '';
  return `${named(first)}\n  kernel: ${written(inKernel)}\n  oracle: ${written(inOracle)}${fields}`;
}

function named(each: Observation): string {
  return `${new Date(each.at).toISOString()} ${each.account} ${('lead' in each ? each.lead : undefined) ?? ''} ${each.kind}`;
}

function written(each: Observation | undefined): string {
  return each === undefined ? 'nothing' : canonical(each);
}

/** What is in the one and not in the other, each as often as it is there more. */
function without(one: readonly Observation[], other: readonly Observation[]): Observation[] {
  const left = new Map<string, number>();
  for (const each of other) left.set(canonical(each), (left.get(canonical(each)) ?? 0) + 1);
  return one.filter((each) => {
    const count = left.get(canonical(each)) ?? 0;
    left.set(canonical(each), count - 1);
    return count <= 0;
  });
}

function fieldsApart(kernel: Observation, oracle: Observation): string {
  const [a, b] = [kernel, oracle].map((each) => each as unknown as Readonly<Record<string, unknown>>) as [
    Readonly<Record<string, unknown>>,
    Readonly<Record<string, unknown>>,
  ];
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort(byText);
  const apart = names.filter((name) => canonical(a[name] ?? null) !== canonical(b[name] ?? null));
  const lines = apart.map(
    (name) => `    ${name}: ${canonical(a[name] ?? null)}  against  ${canonical(b[name] ?? null)}`,
  );
  return `\n  apart in\n${lines.join('\n')}`;
}

/** Leaves out entries, versions and gates one by one as long as the case stays interesting. */
export function shrink(input: OracleInput, isInteresting: (input: OracleInput) => boolean): OracleInput {
  let smallest = input;
  for (let before = ''; before !== sizeOf(smallest); ) {
    before = sizeOf(smallest);
    for (const smaller of [withoutEntry, withoutVersion, withoutGate]) {
      for (let i = input.entries.length; i >= 0; i--) {
        const tried = smaller(smallest, i);
        if (tried !== undefined && isInteresting(tried)) smallest = tried;
      }
    }
  }
  return smallest;
}

function sizeOf({ entries, rulebook }: OracleInput): string {
  const gates = rulebook.activations.map((each) => each.definition.gates.length);
  return `${entries.length} ${gates.join(' ')}`;
}

function withoutEntry(input: OracleInput, i: number): OracleInput | undefined {
  if (i >= input.entries.length) return undefined;
  return { ...input, entries: admitted(input.entries.filter((_, at) => at !== i)) };
}

function withoutVersion(input: OracleInput, i: number): OracleInput | undefined {
  const { activations, order } = input.rulebook;
  if (i >= activations.length) return undefined;
  const left = activations.filter((_, at) => at !== i);
  const names = new Set(left.map((each) => each.definition.name));
  return { ...input, rulebook: { order: order.filter((name) => names.has(name)), activations: left } };
}

/** The i-th gate of a version, counted over all versions. */
function withoutGate(input: OracleInput, i: number): OracleInput | undefined {
  let left = i;
  for (const [at, each] of input.rulebook.activations.entries()) {
    const { gates } = each.definition;
    if (left < gates.length) {
      const fewer = { ...each.definition, gates: gates.filter((_, gate) => gate !== left) };
      const changed = activation(fewer, each.version, each.effectiveAt);
      const activations = input.rulebook.activations.map((other, place) => (place === at ? changed : other));
      return { ...input, rulebook: { ...input.rulebook, activations } };
    }
    left -= gates.length;
  }
  return undefined;
}

/** A case in a few readable lines: the mode, the versions, the entries. */
export function told(input: OracleInput): string {
  const { rulebook, entries, mode, start, until } = input;
  const at = (instant: number): string => new Date(instant).toISOString();
  const versions = rulebook.activations.map(({ definition, version, effectiveAt }) => {
    const { name, fit, engagement, usage, gates, handoff } = definition;
    const parts = Object.entries({ gates, fit, engagement, usage, handoff }).map(
      ([key, part]) => `  ${key}: ${brief(part)}`,
    );
    return `${name} ${version} from ${at(effectiveAt)}\n${parts.join('\n')}`;
  });
  return [
    `${mode}${start === undefined ? '' : ` from ${at(start)}`} until ${at(until)}, order ${rulebook.order.join(', ')}`,
    ...versions,
    ...entries.map((each) => `${at(each.admittedAt ?? each.knownAt)} ${brief(each)}`),
  ].join('\n');
}

/** A value without labels, and conditions by their text. */
function brief(value: unknown): string {
  return (
    JSON.stringify(value, (key, member: unknown) => {
      if (key === 'label' || key === 'admittedAt' || key === 'seq' || key === 'because') return undefined;
      return typeof member === 'object' && member !== null && 'node' in member && 'source' in member
        ? member.source
        : member;
    })?.replaceAll('"', '') ?? 'none'
  );
}
