// The little Markdown that Baton's own pages use, as elements: headings, lists, paragraphs. Whatever else stands there stays text; nothing becomes HTML.
import { Title } from '@mantine/core';
import styles from './plain-markdown.module.css';

type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly text: string }
  | { readonly kind: 'list' | 'paragraph'; readonly lines: readonly string[] };

export function PlainMarkdown({ text }: { text: string }) {
  return (
    <div className={styles.text}>
      {blocksOf(text).map((block, i) => (
        <One key={i} block={block} />
      ))}
    </div>
  );
}

function One({ block }: { block: Block }) {
  if (block.kind === 'heading') return <Title order={block.level === 1 ? 2 : 3}>{block.text}</Title>;
  if (block.kind === 'paragraph') return <p>{block.lines.join(' ')}</p>;
  return (
    <ul>
      {block.lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

/** Blocks of a text, in order. */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  for (const line of text.split('\n')) {
    const heading = /^(#+) (.*)$/.exec(line);
    const item = /^- (.*)$/.exec(line);
    const last = blocks.at(-1);
    if (heading !== null)
      blocks.push({ kind: 'heading', level: heading[1]?.length ?? 1, text: unescaped(heading[2] ?? '') });
    else if (line.trim() === '') blocks.push({ kind: 'paragraph', lines: [] });
    else {
      const kind = item === null ? 'paragraph' : 'list';
      const said = unescaped(item?.[1] ?? line);
      if (last?.kind === kind) blocks[blocks.length - 1] = { kind, lines: [...last.lines, said] };
      else blocks.push({ kind, lines: [said] });
    }
  }
  return blocks.filter((block) => block.kind === 'heading' || block.lines.length > 0);
}

const unescaped = (text: string): string => text.replaceAll(/\\([\\`*_[\]<>#|])/g, '$1');
