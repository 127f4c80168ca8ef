// The one form of a programme, whatever its text looked like, and the digest that decisions cite.
import { digest } from '../../base/digest.ts';
import { compareText } from '../../base/text-order.ts';
import { type Plain, plain } from '../../definition/plain-form.ts';
import type { Programme } from './programme.ts';

/** The canonical form: steps in their order, what has none sorted by name, conditions as normalised text. */
export function canonicalProgramme(programme: Programme): Plain {
  const { assets, mails, enrol, stopAt, send, ...rest } = programme;
  return plain({
    ...rest,
    assets: byName(assets),
    mails: byName(mails),
    enrol: {
      ...enrol,
      ...(enrol.nurture && { nurture: [...new Set(enrol.nurture)].sort() }),
      ...(enrol.recycled && { recycled: [...new Set(enrol.recycled)].sort() }),
      ...(enrol.missing && { missing: [...new Set(enrol.missing)].sort() }),
    },
    ...(stopAt && { stopAt: [...new Set(stopAt)].sort() }),
    send: { ...send, atMost: [...send.atMost].sort((a, b) => a.within - b.within || a.count - b.count) },
  });
}

/** SHA-256 over the canonical form. */
export function programmeDigest(programme: Programme): string {
  return digest(canonicalProgramme(programme));
}

function byName<T extends { readonly name: string }>(items: readonly T[]): T[] {
  return [...items].sort((a, b) => compareText(a.name, b.name));
}
