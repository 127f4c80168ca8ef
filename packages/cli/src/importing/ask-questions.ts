// Asks a person at a terminal what the files do not show: one line a question, until the answer can be read.
import type { GivenAnswers, Question } from '@baton/core/import/recognise/proposal';
import { type AnswerFlags, readAnswers, withAnswer } from '@baton/files/importing/answers';
import { Failure } from '../failure.ts';

/** Shows a text and waits for a line. */
export type Ask = (text: string) => Promise<string>;

/** The flags with what was answered to each question. An empty line is no answer: the question is put again. */
export async function askQuestions(questions: readonly Question[], flags: AnswerFlags, ask: Ask): Promise<AnswerFlags> {
  let answered = flags;
  for (const question of questions) answered = await answerTo(question, answered, ask);
  return answered;
}

async function answerTo(question: Question, flags: AnswerFlags, ask: Ask): Promise<AnswerFlags> {
  const { file, asks, choices } = question;
  const text = `${file === undefined ? '' : `${file}: `}${asks}${choices.length === 0 ? '' : ` (${choices.join(' | ')})`}\n> `;
  for (let told = ''; ; ) {
    const line = (await ask(`${told}${text}`)).trim();
    if (line === '') continue;
    const next = withAnswer(question, line, flags);
    const problem = problemOf(next);
    if (problem === undefined) return next;
    told = `${problem}\n`;
  }
}

function problemOf(flags: AnswerFlags): string | undefined {
  try {
    const _: GivenAnswers = readAnswers(flags);
    return undefined;
  } catch (error) {
    if (error instanceof Failure) return `${error.message}: ${error.problems[0]?.hint ?? ''}`;
    throw error;
  }
}
