// The importer against gold mappings of real exports, where their tables are at hand: at least 95 % of the meant columns found, none astray, five questions at most.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { propose } from '@baton/core/import/recognise/propose';
import { describe, expect, it } from 'vitest';
import { root } from '../command-line/baton.ts';
import { columnsOf, goldOf, scoreOf, VENDORS } from './gold.ts';
import { readTableLook } from './read-table.ts';

const headers = join(root, '../shared/data/crm_export_headers');
const here = VENDORS.filter((vendor) => existsSync(join(headers, vendor)));
if (here.length < VENDORS.length)
  console.warn(`NOT RUN: ${VENDORS.length - here.length} of ${VENDORS.length} vendors' tables, for want of them`);

it('knows 76 tables and every column once', () => {
  const files = VENDORS.flatMap((vendor) => Object.values(goldOf(vendor)));
  expect(files.length).toBe(76);
  for (const file of files) expect(new Set(columnsOf(file)).size).toBe(columnsOf(file).length);
});

describe.each(here)('%s', (vendor) => {
  const gold = goldOf(vendor);
  const looks = readdirSync(join(headers, vendor))
    .filter((name) => name.endsWith('.csv'))
    .map((name) => readTableLook(join(headers, vendor, name)));
  const proposal = propose(looks, {});
  const score = scoreOf(gold, looks, proposal);
  console.info(
    `${vendor}: ${looks.length} tables, ${score.columns} columns, ${score.right} right; ${score.found} of ${score.meant} meant columns found, ${score.wrong.length} astray, ${proposal.questions.length} questions`,
  );

  it('has gold for its very tables', () => {
    expect(Object.keys(gold).sort()).toEqual(looks.map(({ file }) => file).sort());
    for (const { file, header } of looks) expect(columnsOf(gold[file] as never).sort()).toEqual([...header].sort());
  });
  it('has every table recognised for what it is', () => expect(score.kinds).toEqual([]));
  it('leads no column astray', () => expect(score.wrong).toEqual([]));
  it('finds at least 95 % of the columns that are meant', () => {
    expect(score.found / score.meant, score.missed.join('\n')).toBeGreaterThanOrEqual(0.95);
    expect(score.right / score.columns).toBeGreaterThanOrEqual(0.95);
  });
  it('asks five questions at most', () => {
    expect(proposal.questions.length, proposal.questions.map(({ asks }) => asks).join('\n')).toBeLessThanOrEqual(5);
  });
});
