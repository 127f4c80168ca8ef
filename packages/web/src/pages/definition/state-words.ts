// What the states of a version are called.
export const STATE_WORDS: Readonly<Record<string, string>> = {
  draft: 'draft',
  proposed: 'proposed for signing',
  'in-force': 'in force',
  superseded: 'superseded',
};
