// From the lines of a journal file to receipts, one for every entry (P2): reads batches, names entries that have no id, asks the ledger. Knows no files and throws nothing.
import type { Place, Problem } from '../base/problem.ts';
import { type RememberedTexts, SeenTexts } from '../base/seen-texts.ts';
import type { Entry } from './entry.ts';
import type { Ledger } from './ledger.ts';
import { parseEntry } from './parse-entry.ts';
import { callsOfBatch } from './segment-shape.ts';

/** Longer lines are refused unread. */
export const LONGEST_LINE = 1_000_000;
/** Reasons that are kept of one entry. */
const MOST_REASONS = 50;

/** What became of an entry. `raw` is its text, so that it can be mended and read again. */
export type Receipt =
  | { readonly verdict: 'accepted' | 'duplicate'; readonly entry: Entry }
  | {
      readonly verdict: 'conflict' | 'refused';
      readonly place: Place;
      readonly problems: readonly Problem[];
      readonly raw: string;
    };

/** Reads the lines of one file, in order. */
export class JournalLines {
  private readonly nameOf = (payload: string): string => {
    const { times, name } = this.seen.count(payload);
    return times === 1 ? name : `${name}#${times}`;
  };

  /** `file` names the place of problems, and is the source of entries that name none. */
  constructor(
    private readonly file: string,
    private readonly shownAs: string,
    private readonly ledger: Pick<Ledger, 'offer' | 'refuse'>,
    /** Entries without an id that were there already. */
    private readonly seen: RememberedTexts = new SeenTexts(),
  ) {}

  /** The receipts of a line that is not blank: one, or of a batch one a call. */
  read(text: string, line: number): readonly Receipt[] {
    const place = { file: this.shownAs, line };
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      return [this.refused('journal-not-json', 'this line is no JSON', 'write one JSON object a line', place, text)];
    }
    const calls = callsOfBatch(value);
    if (calls === undefined) return [this.receiptOf(value, place, () => text)];
    return calls.map((call, i) => this.receiptOf(call, { ...place, path: `batch[${i}]` }, () => textOf(call, text)));
  }

  /** The receipt of a line that could not be had as text. */
  unreadable(fault: 'too-long' | 'not-utf8', line: number, raw: string): Receipt {
    const place = { file: this.shownAs, line };
    return fault === 'too-long'
      ? this.refused(
          'journal-line-too-long',
          `a line may have ${LONGEST_LINE} bytes`,
          'write one entry a line',
          place,
          raw,
        )
      : this.refused('journal-not-utf8', 'this line is no UTF-8 text', 'save or export the file as UTF-8', place, raw);
  }

  private receiptOf(value: unknown, place: Place, raw: () => string): Receipt {
    const parsed = parseEntry(value, { source: this.file, place, nameOf: this.nameOf });
    if (!parsed.ok) {
      this.ledger.refuse(this.file);
      const problems = parsed.problems.slice(0, MOST_REASONS).map((problem) => inBatch(problem, place));
      return { verdict: 'refused', place, problems, raw: raw() };
    }
    const entry = parsed.value;
    const verdict = this.ledger.offer(entry);
    if (verdict !== 'conflict') return { verdict, entry };
    const conflict: Problem = {
      code: 'journal-conflict',
      severity: 'error',
      message: `another entry of source ${entry.source} has the id ${entry.id} and says something else`,
      place,
      hint: 'the first one counts; two events need two ids',
    };
    return { verdict, place, problems: [conflict], raw: raw() };
  }

  private refused(code: string, message: string, hint: string, place: Place, raw: string): Receipt {
    this.ledger.refuse(this.file);
    return { verdict: 'refused', place, problems: [{ code, severity: 'error', message, place, hint }], raw };
  }
}

/** The path of a problem inside a batch begins with the call. */
function inBatch(problem: Problem, { path: call }: Place): Problem {
  const path = problem.place?.path;
  if (call === undefined || path === undefined || path === call) return problem;
  return { ...problem, place: { ...problem.place, path: `${call}.${path}` } };
}

/** A call as JSON; the whole line where the call is nested too deeply to be written. */
function textOf(call: unknown, line: string): string {
  try {
    return JSON.stringify(call);
  } catch {
    return line;
  }
}
