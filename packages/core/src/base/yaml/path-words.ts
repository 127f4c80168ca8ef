// What a path is called in a sentence: `engagement.signals.pricing.within` is "within of signal pricing".
const THINGS: readonly (readonly [RegExp, string])[] = [
  [/^fit\.criteria\.([^.]+)/, 'criterion'],
  [/^fit\.disqualify\.([^.]+)/, 'disqualification'],
  [/^(?:engagement|usage)\.signals\.([^.]+)/, 'signal'],
  [/^(?:engagement|usage)\.groups\.([^.]+)/, 'group'],
  [/^qualify\.([^.]+)/, 'gate'],
  [/^handoff\.reject\.reasons\.([^.]+)/, 'reason'],
];

/** The words for a dotted path; "the document" for the empty one. */
export function inWords(path: string): string {
  if (path === '') return 'the document';
  for (const [pattern, noun] of THINGS) {
    const match = pattern.exec(path);
    if (match === null) continue;
    const rest = path.slice(match[0].length + 1);
    return rest === '' ? `${noun} ${match[1]}` : `${rest} of ${noun} ${match[1]}`;
  }
  return path;
}
