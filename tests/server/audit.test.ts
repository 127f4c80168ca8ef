// The audit log is a chain: what was done stands in it, and a line that was changed or taken out shows.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { note, verifyAudit } from '@baton/server/store/audit-rows';
import { openSqlite } from '@baton/server/store/open-sqlite';
import type { Store } from '@baton/server/store/store';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

describe('the audit log', () => {
  let folder: string;
  let store: Store;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'baton-audit-'));
    store = await openSqlite(join(folder, 'baton.db'));
    for (let at = 1; at <= 5; at++)
      await store.change((tx) => note(tx, { at, actor: 'a', action: 'signed', subject: `v${at}`, details: {} }));
  });
  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  it('holds together as it was written', async () => {
    expect(await verifyAudit(store.read)).toMatchObject({ lines: 5, head: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  it('shows a line that was changed', async () => {
    await store.change((tx) => tx.updateTable('audit').set({ actor: 'b' }).where('position', '=', 3).execute());
    expect(await verifyAudit(store.read)).toEqual({ brokenAt: 3 });
  });

  it('shows a line that was taken out', async () => {
    await store.change((tx) => tx.deleteFrom('audit').where('position', '=', 2).execute());
    expect(await verifyAudit(store.read)).toEqual({ brokenAt: 3 });
  });
});
