// The importer's questions as a form: what nothing in the files shows, and nobody guesses.
import { Autocomplete, Button } from '@mantine/core';
import { useState } from 'react';
import type { ImportAnswer, Question } from '../../../api/uploads.ts';
import styles from './uploads.module.css';

const keyOf = ({ flag, file = '' }: { readonly flag: string; readonly file?: string | undefined }): string =>
  `${flag} ${file}`;

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
        <Autocomplete
          key={keyOf(question)}
          required
          withAsterisk={false}
          label={`${question.file === undefined ? '' : `${question.file}: `}${sentence(question.asks)}`}
          description={HINTS[question.flag]}
          data={[...new Set(question.choices)]}
          filter={({ options }) => options}
          value={given[keyOf(question)] ?? ''}
          onChange={(words) => setGiven((before) => ({ ...before, [keyOf(question)]: words }))}
        />
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
