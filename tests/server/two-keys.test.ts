// Two keys: no version comes into force without a signature of marketing and one of sales, by two people, on the very text. Held at the door, and by the database against the program itself.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, exampleFolder, finished, PASSWORD, type RunningService, runService } from './running-service.ts';
import { startPostgres, type TemporaryPostgres } from './temporary-postgres.ts';

describe.each(['sqlite', 'postgres'] as const)('two keys on %s', (kind) => {
  let postgres: TemporaryPostgres | undefined;
  let running: RunningService;
  let marketing: Caller;
  let sales: Caller;
  let path: string;
  let digest: string;
  beforeAll(async () => {
    if (kind === 'postgres') postgres = startPostgres();
    const database = await postgres?.database('keys');
    running = await runService(database === undefined ? {} : { database });
    marketing = await running.signIn('marketing');
    sales = await running.signIn('sales');
    const draft = (await marketing.call('POST', '/api/v1/definitions', exampleFolder('enterprise'))).body;
    path = `/api/v1/definitions/${draft.name}/${draft.version}`;
    digest = draft.digest;
    const params = { name: draft.name, version: draft.version };
    await finished(marketing, (await marketing.call('POST', '/api/v1/jobs', { kind: 'backtest', params })).body.id);
    await marketing.call('POST', `${path}/propose`);
  });
  afterAll(async () => {
    await running?.stop();
    postgres?.stop();
  });

  const sign = async (by: Caller, words: object = {}) => {
    const { status, body } = await by.call('POST', `${path}/sign`, { digest, password: PASSWORD, ...words });
    return status === 200 ? 'signed' : body.code;
  };
  const activate = async () => {
    const { status, body } = await sales.call('POST', `${path}/activate`);
    return status === 200 ? 'in force' : body.code;
  };
  /** The program itself, past every check of the door. */
  const force = () =>
    running.service.store.change((tx) =>
      tx.updateTable('versions').set({ state: 'in-force', effective_at: 1 }).where('digest', '=', digest).execute(),
    );

  it('are not one, not twice the same, not an admin’s, not without the password, and not on another text', async () => {
    expect(await activate()).toBe('contract-unsigned');
    await expect(force()).rejects.toThrow();
    expect(await sign(marketing, { digest: '0'.repeat(64) })).toBe('contract-changed');
    expect(await sign(marketing, { password: 'a wrong password' })).toBe('http-wrong-password');
    expect(await sign(marketing, { password: undefined })).toBe('http-not-fresh');
    expect(await sign(await running.signIn('admin'))).toBe('http-not-allowed');
    expect(await sign(marketing)).toBe('signed');
    expect(await sign(marketing)).toBe('contract-signed');
    expect(await sign(await running.signIn('marketing', 'second'))).toBe('signed');
    expect(await activate()).toBe('contract-unsigned');
    await expect(force()).rejects.toThrow();
  });

  it('are void after an edit of one weight, and open once both have signed what it says now', async () => {
    const folder = exampleFolder('enterprise');
    const text = folder.text.replace('points: 30 }', 'points: 31 }');
    expect(text).not.toBe(folder.text);
    expect(await sign(sales)).toBe('signed');
    const edited = (await marketing.call('PUT', path, { ...folder, text })).body;
    expect(edited.signatures.map(({ voidedAt }: { voidedAt: number | null }) => voidedAt === null)).not.toContain(true);
    expect(await activate()).toMatch(/^contract-/);
    digest = edited.digest;
    await expect(force()).rejects.toThrow();
    const params = { name: edited.name, version: edited.version };
    await finished(marketing, (await marketing.call('POST', '/api/v1/jobs', { kind: 'backtest', params })).body.id);
    if (edited.state === 'draft') await marketing.call('POST', `${path}/propose`);
    for (const signer of [marketing, sales]) expect(await sign(signer)).toBe('signed');
    expect(await activate()).toBe('in force');
  });
});
