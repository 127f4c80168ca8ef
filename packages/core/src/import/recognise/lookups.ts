// Names behind ids: stages, pipelines, owners and campaigns that other files of the folder name. What is found there goes before the id.

import type { RowKind } from '../mapping/mapping.ts';
import { type ColumnEvidence, looksHashed } from './cell-evidence.ts';
import { headerWords } from './header-words.ts';
import { type FoundLookup, type Look, leading } from './look.ts';
import type { JoinProposal } from './proposal.ts';

interface Lookup {
  readonly rows: readonly RowKind[];
  /** The target of the column that holds the id. */
  readonly to: string;
  /** What the other file calls that id. */
  readonly keys: readonly string[];
  /** Words by which the other file is known, in its name. */
  readonly file: RegExp;
  /** Its columns by target, the best header first. */
  readonly gives: readonly (readonly [string, readonly string[]])[];
  /** Whether an id of the one file has to be found in the other. */
  readonly isProven: boolean;
}

const STAGE_NAMES = ['label', 'stage label', 'stage name', 'name', 'master label'];
const NAMES = ['name', 'full name', 'owner name', 'email', 'username'];
const LOOKUPS: readonly Lookup[] = [
  {
    rows: ['deals'],
    to: 'stage',
    keys: ['stage id'],
    file: /stage/i,
    gives: [
      ['stage', STAGE_NAMES],
      ['isWon', ['closed won', 'is won', 'is closed won']],
      ['isClosed', ['is closed', 'closed']],
    ],
    isProven: false,
  },
  {
    rows: ['stages'],
    to: 'stage',
    keys: ['stage id'],
    file: /stage/i,
    gives: [['stage', STAGE_NAMES]],
    isProven: false,
  },
  {
    rows: ['deals'],
    to: 'pipeline',
    keys: ['pipeline id'],
    file: /pipelines?(_data)?\.[a-z]+$/i,
    gives: [['pipeline', ['label', 'pipeline name', 'name']]],
    isProven: false,
  },
  ...(['owner', 'lead.owner', 'account.owner'] as const).map((to) => ({
    rows: ['deals', 'activities', 'leads', 'accounts'] as const,
    to,
    keys: ['owner id', 'id', 'user id'],
    file: /owner|user/i,
    gives: [[to, NAMES]] as const,
    isProven: true,
  })),
  ...(['campaign.name', 'lead.campaign'] as const).map((to) => ({
    rows: ['events', 'members', 'leads'] as const,
    to,
    keys: ['id', 'campaign id'],
    file: /campaign/i,
    gives: [[to, ['name', 'campaign name']]] as const,
    isProven: true,
  })),
];

/** The lookups that a file's ids ask for and other files of the folder answer. */
export function lookupsOf(look: Look, looks: readonly Look[]): FoundLookup[] {
  return LOOKUPS.flatMap((lookup) => {
    if (look.proposal.rows === undefined || !lookup.rows.includes(look.proposal.rows)) return [];
    const [own] = leading(look, (to) => to === lookup.to);
    if (own === undefined) return [];
    const found = looks.flatMap((other) => {
      const isTable = other !== look && other.proposal.rows === undefined && lookup.file.test(other.table.file);
      const join = isTable ? joinWith(lookup, own, other) : undefined;
      return join === undefined ? [] : [{ join, found: rowsOf(join, lookup.isProven ? own : undefined, other) }];
    });
    return found.slice(0, 1);
  });
}

function joinWith(lookup: Lookup, own: ColumnEvidence, { table, columns }: Look): JoinProposal | undefined {
  /** The first of some headers that is there; hashes name nobody better than the id does. */
  const called = (words: readonly string[], isName: boolean): ColumnEvidence | undefined =>
    words
      .flatMap((word) => columns.filter(({ header }) => headerWords(header) === word))
      .find((column) => !isName || (column.cells.length > 0 && !looksHashed(column)));
  const key = called(lookup.keys, false);
  if (key === undefined || (lookup.isProven && ![...own.distinct].some((id) => key.distinct.has(id)))) return undefined;
  const given = lookup.gives.flatMap(([to, words]) => {
    const column = called(words, lookup.isProven);
    return column === undefined || column === key ? [] : [{ column: column.header, to }];
  });
  if (given.length === 0) return undefined;
  return { file: table.file, own: own.header, key: key.header, columns: given };
}

/** What a lookup finds: for the ids that the file has, or for all. */
function rowsOf(join: JoinProposal, own: ColumnEvidence | undefined, { table }: Look): FoundLookup['found'] {
  const key = table.header.indexOf(join.key);
  return table.rows
    .filter((cells) => own === undefined || own.distinct.has((cells[key] ?? '').trim()))
    .map((cells) =>
      Object.fromEntries(
        join.columns.map(({ column, to }) => [to, (cells[table.header.indexOf(column)] ?? '').trim()]),
      ),
    );
}
