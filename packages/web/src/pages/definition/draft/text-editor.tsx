// A text of a definition, written by hand.
import { Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';
import type { TextEditorProps } from './text-editor-props.ts';

const CodeEditor = lazy(() => import('./code-editor.tsx'));

/** The editor is loaded when somebody wants to write. */
export function TextEditor(props: TextEditorProps) {
  return (
    <Suspense fallback={<Skeleton height={320} aria-label="Loading" />}>
      <CodeEditor {...props} />
    </Suspense>
  );
}
