// The life of a definition's version: draft → proposed → signed by marketing and sales on the same digest → in force → superseded. Every step is checked here, and the last one by the database too.
import type { Problem } from '@baton/core/base/problem';
import { definitionDigest } from '@baton/core/definition/canonical';
import type { Definition } from '@baton/core/definition/definition';
import { lintDefinition } from '@baton/core/definition/lint';
import { parseDefinition } from '@baton/core/definition/parse-definition';
import { checkTests, parseTests } from '@baton/core/definition/tests-file';
import type { ActivationEntry } from '@baton/core/journal/entry';
import { runTests, type TestResult } from '@baton/core/replay/run-tests';
import { BATON } from '../live/router.ts';
import { Refusal } from '../refusal.ts';
import type { SignaturesTable, VersionsTable } from '../store/tables.ts';

/** A definition's folder as texts. */
export interface FolderTexts {
  readonly text: string;
  readonly tests: string;
  readonly readme: string;
}

/** What a folder says, checked. */
export interface CheckedFolder {
  readonly definition: Definition;
  readonly digest: string;
  readonly warnings: readonly Problem[];
  readonly tests: readonly TestResult[];
}

/** Parses and checks a folder and runs its stories. Throws a 422 with every problem where it cannot be read. */
export function checkFolder({ text, tests }: FolderTexts): CheckedFolder {
  const parsed = parseDefinition(text, { file: 'definition.yaml' });
  const stories = parseTests(tests === '' ? '{}' : tests, { file: 'tests.yaml' });
  if (!parsed.ok || !stories.ok) {
    const problems = [...(parsed.ok ? [] : parsed.problems), ...(stories.ok ? [] : stories.problems)];
    throw new Refusal(422, 'contract-unsound', 'the definition cannot be read', { problems });
  }
  const wrong = checkTests(stories.value, parsed.value, 'tests.yaml');
  if (wrong.some(({ severity }) => severity === 'error'))
    throw new Refusal(422, 'contract-unsound', 'the stories do not fit the definition', { problems: wrong });
  return {
    definition: parsed.value,
    digest: definitionDigest(parsed.value),
    warnings: lintDefinition(parsed.value),
    tests: runTests(parsed.value, stories.value),
  };
}

/** States in which a version may still be edited. */
const EDITABLE = ['draft', 'proposed'];

/** Throws where a version may not be edited any more. */
export function checkEditable(row: VersionsTable): void {
  if (EDITABLE.includes(row.state)) return;
  throw new Refusal(409, 'contract-closed', `version ${row.version} is ${row.state}`, {
    hint: 'make a new draft of it',
  });
}

/** Throws where a version may not be proposed: it has a story that fails. */
export function checkProposable(row: VersionsTable): void {
  if (row.state !== 'draft') throw new Refusal(409, 'contract-closed', `version ${row.version} is ${row.state}`);
  const failed = checkFolder(row).tests.filter(({ passed }) => !passed);
  if (failed.length === 0) return;
  throw new Refusal(409, 'contract-tests', `${failed.length} of its stories fail`, {
    hint: failed.map(({ name }) => name).join('; '),
  });
}

/** Throws where somebody may not sign: not proposed, no backtest, or they signed already, for either side. */
export function checkSignable(
  row: VersionsTable,
  digest: string,
  by: string,
  signatures: readonly SignaturesTable[],
): void {
  if (row.state !== 'proposed')
    throw new Refusal(
      409,
      'contract-not-proposed',
      `version ${row.version} is ${row.state}, and only what is proposed is signed`,
    );
  if (row.digest !== digest)
    throw new Refusal(409, 'contract-changed', 'the version was edited since you looked at it', {
      hint: 'look at it again before you sign',
    });
  if (row.backtest === null)
    throw new Refusal(409, 'contract-no-backtest', 'nothing shows yet what this version would have done', {
      hint: 'run its backtest first',
    });
  if (signatures.some((each) => each.voided_at === null && each.digest === digest && each.person === by))
    throw new Refusal(409, 'contract-signed', 'you have signed this version already');
}

/** Throws where a version may not come into force. */
export function checkActivatable(row: VersionsTable, signatures: readonly SignaturesTable[]): void {
  if (row.state !== 'proposed')
    throw new Refusal(409, 'contract-not-proposed', `version ${row.version} is ${row.state}`);
  const valid = validSignatures(row, signatures);
  const marketing = valid.filter((each) => each.function === 'marketing');
  const sales = valid.filter((each) => each.function === 'sales');
  const isSigned = marketing.some((one) => sales.some((other) => other.person !== one.person));
  if (isSigned) return;
  const missing = [marketing.length === 0 ? 'marketing' : [], sales.length === 0 ? 'sales' : []].flat();
  throw new Refusal(409, 'contract-unsigned', `it needs a signature of ${missing.join(' and of ')}`, {
    hint: 'both have to sign the same text, and be two people',
  });
}

/** Throws where nobody may go back to a version: it was never in force, or it is. */
export function checkGoingBack(row: VersionsTable): void {
  if (row.state === 'superseded') return;
  throw new Refusal(409, 'contract-no-way-back', `version ${row.version} is ${row.state}`, {
    hint: 'the way back leads to versions that were in force and are no longer',
  });
}

/** Signatures on what the version says now. */
export function validSignatures<Signature extends SignaturesTable>(
  row: VersionsTable,
  signatures: readonly Signature[],
): Signature[] {
  return signatures.filter((each) => each.voided_at === null && each.digest === row.digest);
}

/** The entry of the journal that says that a version comes into force. */
export function activationEntry(
  row: VersionsTable,
  signatures: readonly SignaturesTable[],
  effectiveAt: number,
  at: number,
): ActivationEntry {
  return {
    kind: 'activation',
    source: BATON,
    id: `activation:${row.name}:${row.version}`,
    occurredAt: at,
    knownAt: at,
    definition: row.name,
    version: row.version,
    digest: row.digest,
    effectiveAt,
    signatures: signatures.map((each) => ({
      by: each.person,
      function: each.function as 'marketing' | 'sales',
      at: each.signed_at,
    })),
  };
}
