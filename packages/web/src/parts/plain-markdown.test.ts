// The Markdown of the plain-language page, read back as blocks.
import { describe, expect, it } from 'vitest';
import { blocksOf } from './plain-markdown.tsx';

describe('plain Markdown', () => {
  it('reads headings, lists and paragraphs, with what was escaped as it was meant', () => {
    expect(blocksOf('# A \\*title\\*\n\n## When\n\n- one \\<b\\>\n- two\n\nSome words\nover two lines.\n')).toEqual([
      { kind: 'heading', level: 1, text: 'A *title*' },
      { kind: 'heading', level: 2, text: 'When' },
      { kind: 'list', lines: ['one <b>', 'two'] },
      { kind: 'paragraph', lines: ['Some words', 'over two lines.'] },
    ]);
  });

  it('takes links and tags for the text they are', () => {
    expect(blocksOf('[here](javascript:alert(1)) <script>')).toEqual([
      { kind: 'paragraph', lines: ['[here](javascript:alert(1)) <script>'] },
    ]);
  });
});
