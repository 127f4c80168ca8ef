// What a mail would read of a real lead now: for previews of programmes that may not be in force yet.
import type { Json } from '@baton/core/journal/entry';
import { SignatureBook } from '@baton/core/kernel/columns/signature-book';
import { LiveUnit } from '@baton/core/kernel/live/live-unit';
import type { RulebookSource } from '@baton/core/kernel/rulebook-source';
import { attributeOf } from '@baton/core/nurture/moving/kernel-view';
import { compileProgrammes } from '@baton/core/nurture/programme/programme-book';
import { mentionsOf, type StoredProgramme } from '../live/programmes-in-force.ts';
import { entriesOfUnits } from '../store/journal-rows.ts';
import type { Reading } from '../store/store.ts';
import { identifierCalled } from '../store/unit-rows.ts';

/** Values by variable, and the first address of the lead; undefined where nobody goes by the name. */
export async function variablesOfLead(
  read: Reading,
  source: RulebookSource,
  { programme, reads }: StoredProgramme,
  mail: string,
  name: string,
): Promise<{ readonly variables: Record<string, Json>; readonly address: string | null } | undefined> {
  const found = await identifierCalled(read, [name]);
  if (found === undefined) return undefined;
  const mentions = mentionsOf(reads[mail] ?? []);
  const isFollowed = source.activations.some(({ definition }) => definition.name === programme.definition);
  const { rulebook } = compileProgrammes(isFollowed ? [programme] : [], source, [{ history: [], reads: mentions }]);
  const unit = new LiveUnit(rulebook, new SignatureBook(rulebook), () => {});
  for (const entry of (await entriesOfUnits(read, [found.unit])).get(found.unit) ?? []) unit.admit(entry);
  const { evidence } = unit.state;
  const lead = evidence.leadOf[evidence.unit.atoms.indexOf(name)] ?? -1;
  if (lead < 0) return undefined;
  const variables: Record<string, Json> = {};
  for (const mention of mentions) {
    const value = attributeOf(unit.state, lead, mention);
    if (value !== undefined) variables[`${mention.root}.${mention.path.join('.')}`] = value;
  }
  const names = [...unit.state.atomsOf(lead)].map((atom) => evidence.unit.atoms[atom] as string).sort();
  return { variables, address: names.find((each) => each.startsWith('email:'))?.slice('email:'.length) ?? null };
}
