// What an editor of a text is given.
import type { Problem } from '@baton/core/base/problem';
import type { Words } from './check.ts';

export interface TextEditorProps {
  label: string;
  text: string;
  /** Of this text, with their lines. */
  problems: readonly Problem[];
  words: Words | undefined;
  onText(text: string): void;
}
