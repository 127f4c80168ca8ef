// A text of a definition, written by hand.
import type { Problem } from '@baton/core/base/problem';
import { Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';
import type { Words } from './check.ts';

export interface TextEditorProps {
  label: string;
  text: string;
  /** Of this text, with their lines. */
  problems: readonly Problem[];
  words: Words | undefined;
  onText(text: string): void;
}

const CodeEditor = lazy(() => import('./code-editor.tsx'));

/** The editor is loaded when somebody wants to write. */
export function TextEditor(props: TextEditorProps) {
  return (
    <Suspense fallback={<Skeleton height={320} aria-label="Loading" />}>
      <CodeEditor {...props} />
    </Suspense>
  );
}
