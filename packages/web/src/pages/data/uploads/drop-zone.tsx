// Where files are dropped or chosen: several at once, or a whole folder.
import { Button, FileButton } from '@mantine/core';
import { type DragEvent, useState } from 'react';
import styles from './uploads.module.css';

const ENDINGS = '.csv,.tsv,.ndjson,.jsonl';

/** `doing` says what is going on where something is. */
export function DropZone({ take, doing }: { take: (files: readonly File[]) => void; doing: string | undefined }) {
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    void filesOf(event.dataTransfer).then((files) => files.length > 0 && take(files));
  };
  return (
    <section
      className={styles.drop}
      data-over={isOver || undefined}
      aria-label="Files to bring in"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <p>
        <strong>Drop exports here</strong>
        <br />
        CSV tables of your CRM, marketing tool or analytics, or journals as NDJSON; a folder of them is fine.
      </p>
      <FileButton multiple accept={ENDINGS} onChange={(files) => files.length > 0 && take(files)}>
        {(props) => (
          <Button {...props} size="xs" loading={doing !== undefined}>
            Choose files
          </Button>
        )}
      </FileButton>
      <p className={styles.quiet} role="status">
        {doing}
      </p>
    </section>
  );
}

/** The files of what was dropped, those of folders too; what is hidden or of another kind stays outside. */
async function filesOf(dropped: DataTransfer): Promise<File[]> {
  const entries = [...dropped.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const files = (await Promise.all(entries.map(filesIn))).flat();
  return files.filter(({ name }) => ENDINGS.split(',').some((ending) => name.toLowerCase().endsWith(ending)));
}

async function filesIn(entry: FileSystemEntry): Promise<File[]> {
  if (entry.name.startsWith('.')) return [];
  if (entry.isFile) return [await new Promise<File>((take, fail) => (entry as FileSystemFileEntry).file(take, fail))];
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: File[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((take, fail) => reader.readEntries(take, fail));
    if (some.length === 0) return found;
    found.push(...(await Promise.all(some.map(filesIn))).flat());
  }
}
