// The records of a block, cut as those of a whole file are.
import { isAscii } from 'node:buffer';
import { CsvRecords, type RecordSink } from '@baton/core/import/tables/csv-records';
import { type Block, withoutMark } from './cut-blocks.ts';

const [NEWLINE, RETURN] = [10, 13];

/** Hands over the records of a block but its header, and those that are blank. */
export function eachRecord(block: Block, file: string, sink: RecordSink): void {
  const { line, separator } = block;
  const bytes = withoutMark(Buffer.from(block.bytes.buffer, block.bytes.byteOffset, block.bytes.byteLength), line);
  let isHeader = block.hasHeader;
  const records = new CsvRecords(
    file,
    separator,
    {
      record(cells, at) {
        if (!isHeader && cells.some((cell) => cell !== '')) sink.record(cells, at);
        isHeader = false;
      },
      broken: (problem, text, at) => sink.broken(problem, text, at),
    },
    line - 1,
  );
  // One byte a character is read faster where it can be.
  const encoding = isAscii(bytes) ? 'latin1' : 'utf8';
  for (let from = 0, end = bytes.indexOf(NEWLINE); end >= 0; from = end + 1, end = bytes.indexOf(NEWLINE, from))
    records.push(bytes.toString(encoding, from, end > from && bytes[end - 1] === RETURN ? end - 1 : end));
  records.end();
}
