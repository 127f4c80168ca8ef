// Texts on disk are remembered as in memory, over many runs and merges, and after opening them again.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom } from '@baton/core/base/random';
import { SeenTexts } from '@baton/core/base/seen-texts';
import { afterAll, describe, expect, it } from 'vitest';
import { TextsOnDisk } from './texts-on-disk.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function folderOf(): string {
  const folder = mkdtempSync(join(tmpdir(), 'baton-texts-'));
  folders.push(folder);
  return join(folder, 'ids');
}

describe('texts on disk', () => {
  it('are those of memory, whatever is asked in whatever order', () => {
    const [random, folder] = [createRandom(7), folderOf()];
    const [onDisk, inMemory] = [new TextsOnDisk(folder, undefined, 50), new SeenTexts()];
    for (let i = 0; i < 20_000; i++) {
      const text = `id-${random.integer(0, 6000)}`;
      const value = random.integer(-5, 5);
      const what = random.pick(['remember', 'replace', 'count'] as const);
      if (what === 'count') expect(onDisk.count(text)).toEqual(inMemory.count(text));
      else expect(onDisk[what](text, value), `${what} ${text}`).toBe(inMemory[what](text, value));
      if (random.chance(0.001)) onDisk.settle();
      if (random.chance(0.001)) onDisk.forgetEarlier();
    }
    onDisk.settle();
    onDisk.forgetEarlier();
    expect(readdirSync(folder).length).toBeLessThan(64);
    onDisk.remove();
  });

  it('stay as they were settled while more are merged, until the next state is', () => {
    const folder = folderOf();
    const first = new TextsOnDisk(folder, undefined, 10);
    for (let i = 0; i < 300; i++) first.remember(`early-${i}`, i);
    const state = first.settle();
    for (let i = 0; i < 300; i++) first.remember(`late-${i}`, i);
    first.forgetEarlier();
    const again = new TextsOnDisk(folder, state, 10);
    for (let i = 0; i < 300; i++) expect(again.remember(`early-${i}`, -1)).toBe(i);
    expect(again.remember('late-1', 7)).toBeUndefined();
    first.remove();
  });

  it('are there again when they are opened as they were settled, whatever came after', () => {
    const folder = folderOf();
    const first = new TextsOnDisk(folder, undefined, 40);
    for (let i = 0; i < 1000; i++) first.remember(`early-${i}`, i);
    const state = first.settle();
    for (let i = 0; i < 1000; i++) first.remember(`late-${i}`, i);
    const again = new TextsOnDisk(folder, JSON.parse(JSON.stringify(state)), 40);
    for (let i = 0; i < 1000; i++) expect(again.remember(`early-${i}`, -1)).toBe(i);
    expect(again.remember('late-3', 9)).toBeUndefined();
    expect(again.replace('early-5', 77)).toBe(5);
    for (let i = 0; i < 500; i++) again.remember(`more-${i}`, i);
    expect(again.remember('early-5', 0)).toBe(77);
    first.remove();
  });
});
