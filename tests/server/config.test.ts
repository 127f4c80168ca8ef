// The environment: every variable that is read is documented, and the reverse; what is wrong is named, all of it.
import { readFileSync } from 'node:fs';
import { readConfig, VARIABLES } from '@baton/server/config';
import { describe, expect, it } from 'vitest';

describe('configuration', () => {
  it('is documented, every variable and no other', () => {
    const page = readFileSync(new URL('../../docs/service.md', import.meta.url), 'utf8');
    const listed = [...page.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name);
    expect(listed.sort()).toEqual(Object.keys(VARIABLES).sort());
  });

  it('names everything that is wrong', () => {
    const wrong = { BATON_PORT: 'eighty', DATABASE_URL: 'mysql://x', BATON_METRICS: 'perhaps' };
    for (const name of Object.keys(wrong)) expect(() => readConfig(wrong)).toThrow(name);
  });

  it('reads secrets from files', () => {
    const file = new URL('./config.test.ts', import.meta.url).pathname;
    expect(() => readConfig({ DATABASE_URL_FILE: file })).toThrow('DATABASE_URL');
    expect(readConfig({}).DATABASE_URL).toBeUndefined();
  });
});
