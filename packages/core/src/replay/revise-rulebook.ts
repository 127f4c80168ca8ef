// What if? Another rulebook over the same columns: possible wherever only points, windows, decay, caps, thresholds, gates or fit change, and nothing has to be read of entries that
// was not read before.
import { canonicalJson } from '../base/canonical-json.ts';
import type { Definition } from '../definition/definition.ts';
import { compileRulebook, type Rulebook } from '../kernel/rulebook.ts';
import type { RulebookSource } from '../kernel/rulebook-source.ts';
import { AttributeDictionary } from '../qualification/attribute-dictionary.ts';

/** The rulebook of `next` for journals written for `rulebook`. Undefined where their columns do not hold what it reads: the journal has to be written anew then. */
export function reviseRulebook(rulebook: Rulebook, next: RulebookSource): Rulebook | undefined {
  const { lead, account } = new AttributeDictionary(next.activations.map(({ definition }) => definition));
  const { attributes } = rulebook;
  if (!lead.every((name) => attributes.lead.includes(name))) return undefined;
  if (!account.every((name) => attributes.account.includes(name))) return undefined;
  const revised = compileRulebook(next, attributes);
  return readingOf(revised) === readingOf(rulebook) ? revised : undefined;
}

/** What the columns hold of each entry: signals' and sources' conditions and the values they keep apart, slot by slot. */
function readingOf(rulebook: Rulebook): string {
  return canonicalJson(rulebook.versions.map(({ compiled }) => signalsOf(compiled.definition)));
}

function signalsOf({ engagement, usage }: Definition) {
  return [engagement, usage].map((track) => ({
    signals: (track?.signals ?? []).map(({ when, distinctBy }) => [when.source, ...(distinctBy ?? [])]),
    sources: (track?.sources ?? []).map(({ when }) => when.source),
  }));
}
