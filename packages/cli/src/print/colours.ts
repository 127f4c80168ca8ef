// Colours for each stream on its own: only on a terminal, and never where NO_COLOR is set.
import pc from 'picocolors';

type Colours = ReturnType<typeof pc.createColors>;

/** Colours of standard output: data for people. */
export const onOutput: Colours = pc.createColors(wanted(process.stdout));
/** Colours of standard error: talk. */
export const onTalk: Colours = pc.createColors(wanted(process.stderr));

function wanted(stream: NodeJS.WriteStream): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '' && FORCE_COLOR !== '0') return true;
  return stream.isTTY === true && TERM !== 'dumb';
}
