// A programme's folder read from the files that somebody chose.

/** What was among them. A body's mail is the name of its file. */
export interface FolderRead {
  readonly text: string | undefined;
  readonly tests: string | undefined;
  readonly bodies: readonly { readonly mail: string; readonly body: string }[];
}

/** Reads what belongs to a programme; other files are passed over. */
export async function readFolder(files: readonly { name: string; text(): Promise<string> }[]): Promise<FolderRead> {
  const named = (pattern: RegExp) => files.find(({ name }) => pattern.test(name))?.text();
  const bodies = files.filter(({ name }) => name.endsWith('.liquid'));
  return {
    text: await named(/^programme\.ya?ml$/),
    tests: await named(/^tests\.ya?ml$/),
    bodies: await Promise.all(
      bodies.map(async (file) => ({ mail: file.name.replace(/\.liquid$/, ''), body: await file.text() })),
    ),
  };
}
