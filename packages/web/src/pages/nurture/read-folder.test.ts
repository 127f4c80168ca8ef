// A programme's folder out of whatever files somebody chose.
import { describe, expect, it } from 'vitest';
import { readFolder } from './read-folder.ts';

const file = (name: string, text: string) => ({ name, text: async () => text });

describe('a programme’s folder', () => {
  it('is its text, its stories, and a body for each template; other files are passed over', async () => {
    const files = [file('guide.liquid', 'Hello'), file('README.md', 'no'), file('programme.yaml', 'programme: guide')];
    expect(await readFolder(files)).toEqual({
      text: 'programme: guide',
      tests: undefined,
      bodies: [{ mail: 'guide', body: 'Hello' }],
    });
  });
});
