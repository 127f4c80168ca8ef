// [R29] Where the kernel throws, one unit stands still; nobody else notices, and nothing is lost.
import { readFileSync } from 'node:fs';
import { definitionDigest } from '@baton/core/definition/canonical';
import { parseDefinition } from '@baton/core/definition/parse-definition';
import type { Entry } from '@baton/core/journal/entry';
import { LiveFeed } from '@baton/core/kernel/live/live-feed';
import { prepareRulebook } from '@baton/core/replay/replay';
import { describe, expect, it } from 'vitest';

const parsed = parseDefinition(
  readFileSync(new URL('../../examples/definitions/enterprise/definition.yaml', import.meta.url), 'utf8'),
);
if (!parsed.ok) throw new Error('the enterprise definition does not parse');
const definition = parsed.value;
const NOON = Date.UTC(2025, 5, 2, 12);

function demo(id: string, email: string, minutes: number): Entry {
  const at = NOON + minutes * 60_000;
  const name = 'Demo Requested';
  return { kind: 'track', source: 'web', id, email, name, properties: {}, occurredAt: at, knownAt: at } as Entry;
}

/** An entry at which the kernel throws: a fault of ours, since nothing that is parsed looks so. */
function poisoned(id: string, email: string, minutes: number): Entry {
  const campaign = Object.defineProperty({}, 'name', {
    enumerable: true,
    get: () => {
      throw new Error('the kernel is at fault');
    },
  });
  return { ...demo(id, email, minutes), campaign } as Entry;
}

describe('[R29] a unit at which the kernel throws', () => {
  const rulebook = prepareRulebook({
    order: [definition.name],
    activations: [{ definition, version: 1, digest: definitionDigest(definition), effectiveAt: 0 }],
  });
  const feed = new LiveFeed(rulebook);
  const admit = (entry: Entry): void => feed.admit(entry, entry.knownAt);
  const handedOver = (): string[] => feed.decisions.flatMap((each) => (each.kind === 'hand-off' ? [each.lead] : []));

  it('stands still at that entry, and says so', () => {
    admit(poisoned('b1', 'b@borealis.example', 0));
    expect(feed.stuck).toEqual([{ at: { source: 'web', id: 'b1' }, error: new Error('the kernel is at fault') }]);
    admit(demo('b2', 'b@borealis.example', 1));
    expect(handedOver()).toEqual([]);
  });

  it('is not noticed by others', () => {
    admit(demo('a1', 'a@acme.example', 2));
    admit(demo('a2', 'c@cobalt.example', 3));
    feed.wake(NOON + 400 * 86_400_000);
    expect(feed.stuck).toHaveLength(1);
    expect(handedOver()).toEqual(['email:a@acme.example', 'email:c@cobalt.example']);
  });

  it('keeps every entry', () => {
    expect(feed.journal.map((each) => each.id)).toEqual(['b1', 'b2', 'a1', 'a2']);
  });
});
