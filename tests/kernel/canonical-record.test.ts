// The text of a decision is its canonical JSON, and its id is that text's hash.
import { canonicalJson } from '@baton/core/base/canonical-json';
import { digest } from '@baton/core/base/digest';
import { canonicalRecord } from '@baton/core/kernel/recording/canonical-record';
import { replayEntries } from '@baton/core/replay/replay';
import { describe, expect, it } from 'vitest';
import { generate } from '../oracle/generate.ts';

describe('the canonical text of a decision', () => {
  it('is the canonical JSON of its content in 300 random histories', () => {
    let verdicts = 0;
    for (let seed = 1; seed <= 300; seed++) {
      const { rulebook, entries, mode, start, until } = generate(seed);
      for (const { id, ...content } of replayEntries(rulebook, entries, {
        mode,
        until,
        ...(start !== undefined && { start }),
      })) {
        expect(canonicalRecord(content)).toBe(canonicalJson(content));
        expect(id).toBe(digest(content).slice(0, 32));
        if (content.kind === 'verdict') verdicts += 1;
      }
    }
    expect(verdicts).toBeGreaterThan(300);
  });
});
