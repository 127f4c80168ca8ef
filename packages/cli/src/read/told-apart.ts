// What a candidate and an incumbent are called beside each other: by their names, and where those are one, by their folders too.
import { basename, dirname, resolve } from 'node:path';
import type { Definition } from '@baton/core/definition/definition';

/** A definition and where it was read. */
interface Placed {
  readonly definition: Definition;
  readonly path: string;
}

/**
 * Two different names; undefined where the definitions have them already.
 *
 * @example toldApart({ definition, path: 'draft' }, { definition, path: 'mine' }) // { candidate: 'mine (draft)', incumbent: 'mine' }
 */
export function toldApart(candidate: Placed, incumbent: Placed) {
  if (candidate.definition.name !== incumbent.definition.name) return undefined;
  const called = { candidate: nameOf(candidate), incumbent: nameOf(incumbent) };
  if (called.candidate !== called.incumbent) return called;
  const { name } = candidate.definition;
  return { candidate: `${name} as drafted`, incumbent: `${name} before` };
}

function nameOf({ definition, path }: Placed): string {
  const folder = basename(/\.ya?ml$/i.test(path) ? dirname(resolve(path)) : resolve(path));
  return folder === definition.name ? folder : `${definition.name} (${folder})`;
}
