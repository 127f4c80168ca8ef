import type { Question } from '@baton/core/import/recognise/proposal';
import { expect, it } from 'vitest';
import { askQuestions } from './ask-questions.ts';

const question = (flag: string, file?: string): Question => ({
  flag,
  asks: 'which?',
  choices: ['a', 'b'],
  ...(file !== undefined && { file }),
});

it('[L2] puts each question until its answer can be read, and keeps what flags answered', async () => {
  const lines = ['Mars/Base', '', 'Europe/Berlin', 'Closed, Won', 'events', 'visitor'];
  const shown: string[] = [];
  const flags = await askQuestions(
    [
      question('--zone'),
      question('--won'),
      question('--rows x.csv=KIND', 'x.csv'),
      question('--person x.csv=COLUMN', 'x.csv'),
    ],
    { currency: 'EUR' },
    async (text) => {
      shown.push(text);
      return lines.shift() ?? '';
    },
  );
  expect(flags).toEqual({
    currency: 'EUR',
    zone: 'Europe/Berlin',
    won: 'Closed, Won',
    rows: ['x.csv=events'],
    person: ['x.csv=visitor'],
  });
  expect(shown[0]).toBe('which? (a | b)\n> ');
  expect(shown[1]).toContain('--zone cannot be "Mars/Base": write an IANA name');
  expect(shown[4]).toBe('x.csv: which? (a | b)\n> ');
});
