// The editor for YAML: colours, completion, squiggles. Its styles stand in a shadow root, as constructed sheets: the page's policy allows no inline ones.

import type { Problem } from '@baton/core/base/problem';
import { autocompletion } from '@codemirror/autocomplete';
import { yaml } from '@codemirror/lang-yaml';
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint';
import { EditorState, type Text } from '@codemirror/state';
import { basicSetup, EditorView } from 'codemirror';
import { useEffect, useRef } from 'react';
import { completionsFrom } from './completions.ts';
import styles from './draft.module.css';
import { EDITOR_THEME } from './editor-theme.ts';
import type { TextEditorProps } from './text-editor-props.ts';

export default function CodeEditor({ label, text, problems, words, onText }: TextEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const latest = useRef({ words, onText });
  /** Texts that left here and have not come back yet: what comes back late must not undo what was typed since. */
  const sent = useRef<string[]>([]);
  const isTold = useRef(false);
  latest.current = { words, onText };
  useEffect(() => {
    if (host.current === null) return;
    const root = host.current.shadowRoot ?? host.current.attachShadow({ mode: 'open' });
    const made = new EditorView({
      root,
      parent: root,
      state: EditorState.create({
        doc: text,
        extensions: [
          basicSetup,
          yaml(),
          lintGutter(),
          autocompletion({ override: [completionsFrom(() => latest.current.words)] }),
          EDITOR_THEME,
          EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false' }),
          EditorView.updateListener.of((update) => {
            if (!update.docChanged || isTold.current) return;
            const now = update.state.doc.toString();
            sent.current.push(now);
            latest.current.onText(now);
          }),
        ],
      }),
    });
    view.current = made;
    return () => made.destroy();
  }, []);
  useEffect(() => {
    const editor = view.current;
    const own = sent.current.indexOf(text);
    sent.current.splice(0, own + 1);
    if (editor === undefined || own >= 0 || editor.state.doc.toString() === text) return;
    isTold.current = true;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } });
    isTold.current = false;
  }, [text]);
  useEffect(() => {
    const editor = view.current;
    if (editor === undefined) return;
    const { doc } = editor.state;
    editor.dispatch(
      setDiagnostics(
        editor.state,
        problems.flatMap((problem) => diagnosticOf(problem, doc)),
      ),
    );
  }, [problems]);
  return <div ref={host} className={styles.editor} />;
}

/** A problem where it stands; nothing where its line is gone by now. */
function diagnosticOf({ place, severity, message, hint }: Problem, doc: Text): Diagnostic[] {
  const { line = 1, column = 1, length = 1 } = place ?? {};
  if (line > doc.lines) return [];
  const at = doc.line(line);
  const from = Math.min(at.from + column - 1, at.to);
  const to = Math.min(from + length, at.to);
  return [{ from, to, severity, message: hint === undefined ? message : `${message}\n${hint}` }];
}
