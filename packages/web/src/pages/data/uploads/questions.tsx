// The importer's questions as a form: what nothing in the files shows, and nobody guesses.
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ImportAnswer, Question } from '../../../api/uploads.ts';
import styles from './uploads.module.css';

const keyOf = ({ flag, file = '' }: { readonly flag: string; readonly file?: string | undefined }): string =>
  `${flag} ${file}`;

const MOST_CHOICES = 20;
/** Questions that several choices answer together. */
const SEVERAL = new Set(['--sales-owners', '--won', '--lost', '--new-business']);

/** What is meant by answers of which there may be several. */
const HINTS: Readonly<Record<string, string>> = {
  '--sales-owners': 'names with commas between them, or all',
  '--won': 'with commas between them',
  '--lost': 'with commas between them',
  '--new-business': 'with commas between them',
  '--exported-at': 'a date such as 2026-03-31',
  '--zone': 'such as Europe/Berlin',
  '--currency': 'such as EUR',
};

export function Questions({
  questions,
  answers,
  answer,
  isBusy,
}: {
  questions: readonly Question[];
  answers: readonly ImportAnswer[];
  answer: (answers: readonly ImportAnswer[]) => void;
  isBusy: boolean;
}) {
  const [given, setGiven] = useState<Readonly<Record<string, string>>>(() => suggested(questions));
  const all = questions.map((question) => ({ question, words: (given[keyOf(question)] ?? '').trim() }));
  const set = (question: Question, words: string): void =>
    setGiven((before) => ({ ...before, [keyOf(question)]: words }));
  const submit = (): void => {
    const fresh = all
      .filter(({ words }) => words !== '')
      .map(({ question: { flag, file }, words }) => ({ flag, file, words }));
    const kept = answers.filter((each) => !fresh.some((other) => keyOf(other) === keyOf(each)));
    answer([...kept, ...fresh]);
  };
  return (
    <form
      className={styles.questions}
      aria-label="Questions"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h2>{questions.length === 1 ? 'One question' : `${questions.length} questions`} that the files leave open</h2>
      {all.map(({ question }) => (
        <div key={keyOf(question)}>
          <TextInput
            required
            withAsterisk={false}
            label={`${question.file === undefined ? '' : `${question.file}: `}${sentence(question.asks)}`}
            description={HINTS[question.flag]}
            value={given[keyOf(question)] ?? ''}
            onChange={(event) => set(question, event.currentTarget.value)}
          />
          <div className={styles.choices}>
            {[...new Set(question.choices)].slice(0, MOST_CHOICES).map((choice) => (
              <Button
                key={choice}
                size="compact-xs"
                variant="default"
                onClick={() =>
                  set(question, withChoice(given[keyOf(question)] ?? '', choice, SEVERAL.has(question.flag)))
                }
              >
                {choice}
              </Button>
            ))}
          </div>
        </div>
      ))}
      <Button type="submit" loading={isBusy}>
        Go on with these answers
      </Button>
    </form>
  );
}

/** This browser's zone, where a zone is asked for: it can be changed. */
function suggested(questions: readonly Question[]): Record<string, string> {
  const zone = questions.find(({ flag }) => flag === '--zone');
  return zone === undefined ? {} : { [keyOf(zone)]: Intl.DateTimeFormat().resolvedOptions().timeZone };
}

const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** A choice in the place of what was written, or after it where several count. */
function withChoice(written: string, choice: string, isOneOfSeveral: boolean): string {
  const held = written
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '' && word !== choice);
  return isOneOfSeveral ? [...held, choice].join(', ') : choice;
}
