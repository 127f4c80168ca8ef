// A definition that both sides have signed from the start: for companies that are made up, whose signers cannot be asked.
import { checkFolder, type FolderTexts } from '../contract/contract.ts';
import type { Changing } from '../store/store.ts';
import { addSignature, addVersion } from '../store/version-rows.ts';

/** Puts a definition into force at `at`, as its version 1, signed by one of each side. */
export async function signAtOnce(
  tx: Changing,
  texts: FolderTexts,
  at: number,
  signers: { readonly marketing: string; readonly sales: string },
): Promise<void> {
  const { definition, digest } = checkFolder(texts);
  const { name } = definition;
  for (const side of ['marketing', 'sales'] as const)
    await addSignature(tx, { name, version: 1, digest, person: signers[side], function: side, signed_at: at });
  const times = { made_at: at, edited_at: at, effective_at: at };
  const row = { name, version: 1, digest, state: 'in-force', author: signers.marketing, backtest: null, rank: 0 };
  await addVersion(tx, { ...row, ...texts, ...times });
}
