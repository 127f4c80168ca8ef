// The page that every report stands on: one self-contained HTML file without scripts, light and dark, wide and narrow, screen and paper.
import { escapeHtml, number } from './words.ts';

const STYLE = `
:root { color-scheme: light dark; --ink: #1d2129; --soft: #5b6472; --line: #d9dde3; --ground: #fff; --raised: #f5f6f8; --accent: #3b4cca; --other: #8a93a3; --good: #1d7a46; --bad: #b3372b; }
@media (prefers-color-scheme: dark) { :root { --ink: #e7e9ee; --soft: #a3abb8; --line: #353b46; --ground: #14171c; --raised: #1d2128; --accent: #98a5ff; --other: #7d8796; --good: #6fcf97; --bad: #ff9a8d; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; font-variant-numeric: tabular-nums; }
main { max-width: 60rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .25rem; overflow-wrap: anywhere; }
h2 { font-size: 1.25rem; margin: 3rem 0 .5rem; }
h3 { font-size: 1rem; margin: 1.5rem 0 .25rem; }
p, li { max-width: 45rem; }
p.soft, .soft { color: var(--soft); }
.verdict { font-size: 1.25rem; line-height: 1.4; margin: 1.5rem 0; max-width: 45rem; }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(16rem, 100%), 1fr)); gap: 1rem; padding: 0; margin: 1.5rem 0; list-style: none; }
.facts li { background: var(--raised); border-radius: 8px; padding: .75rem 1rem; }
.facts b { display: block; font-size: 1.5rem; line-height: 1.2; }
figure { margin: 1rem 0 0; }
figure svg { display: block; max-width: 100%; height: auto; background: transparent !important; color: var(--ink); }
.narrow-figure { display: none; }
@media (max-width: 40rem) { .wide-figure { display: none; } .narrow-figure { display: block; } }
.patterns { position: absolute; width: 0; height: 0; }
.key { margin: .75rem 0 -.25rem; font-size: .9rem; }
.key span { margin-right: 1.25rem; white-space: nowrap; }
.key i { display: inline-block; width: .75rem; height: .75rem; margin-right: .4rem; background: var(--accent); vertical-align: -.05rem; }
.key i.line { height: 2px; width: 1.25rem; vertical-align: .25rem; background: var(--other); }
.key i.hatched { background: repeating-linear-gradient(45deg, var(--accent) 0 2px, transparent 2px 5px); }
figcaption { color: var(--soft); font-size: .9rem; }
/* A shadow at an edge says that there is more behind it. */
.scroll { overflow-x: auto; background: linear-gradient(90deg, var(--ground) 40%, transparent) 0 0 / 3rem 100% no-repeat local, linear-gradient(270deg, var(--ground) 40%, transparent) 100% 0 / 3rem 100% no-repeat local, linear-gradient(90deg, var(--other), transparent) 0 0 / .75rem 100% no-repeat scroll, linear-gradient(270deg, var(--other), transparent) 100% 0 / .75rem 100% no-repeat scroll; }
.scroll + .scroll, details + .scroll { margin-top: 1.25rem; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
caption { text-align: left; color: var(--soft); padding: .25rem 0; }
th, td { text-align: left; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th { font-weight: 600; }
td.n, th.n { text-align: right; white-space: nowrap; }
.wide { min-width: 46rem; }
.wide td:last-child { min-width: 9rem; }
.wide td:nth-child(n + 3):not(:last-child) { white-space: nowrap; }
details { margin: .5rem 0 0; }
details.group { margin: .75rem 0 0; }
details.group > summary { font-size: 1rem; color: var(--ink); }
summary { cursor: pointer; color: var(--soft); font-size: .9rem; }
.grade { display: inline-block; min-width: 1.6em; text-align: center; border: 1px solid currentColor; border-radius: 4px; font-weight: 600; }
.warning { border-left: 3px solid var(--bad); padding: .25rem .75rem; margin: .75rem 0; background: var(--raised); }
.lead { break-inside: avoid; border: 1px solid var(--line); border-radius: 8px; padding: .5rem 1rem 1rem; margin: 1rem 0; }
@media print { main { max-width: none; padding: 0; } .wide { min-width: 0; } .narrow-figure { display: none; } .wide-figure { display: block; } .wide td { white-space: normal; } h2 { break-after: avoid; } figure, .facts { break-inside: avoid; } details { display: none; } }
/* A sheet is one page of A4: closer, and not as long as what is read on a screen. */
.small { font-size: .85rem; }
time { white-space: nowrap; }
@media print { .sheet { font-size: 10.5px; line-height: 1.35; } .sheet h1 { font-size: 18px; } .sheet h2 { font-size: 12.5px; margin: 9px 0 2px; } .sheet .verdict { font-size: 13px; margin: 6px 0; } .sheet p { margin: 2px 0; max-width: none; } .sheet table { font-size: 9.5px; } .sheet th, .sheet td { padding: 1.5px 8px 1.5px 0; } .sheet caption { padding: 0; font-size: 9px; } .sheet figure, .sheet .wide-figure { margin: 0; } .sheet svg { max-height: 52mm; width: auto; } .sheet .small, .sheet figcaption { font-size: 8.5px; } .sheet .scroll { overflow: visible; background: none; } }
@page { size: A4; margin: 16mm; }
`;

/** Hatching for what may not be read as a result yet; the pictures of the page refer to it. */
const PATTERNS = `<svg class="patterns" aria-hidden="true"><defs>${hatching('young', 'accent')}${hatching('few', 'other')}</defs></svg>`;

function hatching(id: string, colour: string): string {
  return `<pattern id="${id}" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="2.5" height="5" fill="var(--${colour})"/></pattern>`;
}

/** A whole HTML document around a body that is HTML already. */
export function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
${PATTERNS}
<main>
${body}
</main>
</body>
</html>
`;
}

/** A section with its heading and a sentence of introduction. */
export function section(heading: string, intro: string, ...parts: readonly string[]): string {
  return `<section>\n<h2>${escapeHtml(heading)}</h2>\n${intro === '' ? '' : `<p class="soft">${intro}</p>\n`}${parts.join('\n')}\n</section>`;
}

/** A cell: text, or a number to stand at the right. HTML is taken as it is. */
export interface Cell {
  readonly html: string;
  readonly isNumber?: boolean;
}

/** A cell of text that is no HTML yet. */
export function textCell(text: string): Cell {
  return { html: escapeHtml(text) };
}

/** A cell that holds a number. */
export function numberCell(value: number): Cell {
  return { html: number(value), isNumber: true };
}

/** What the marks of the picture below stand for. */
export function key(parts: readonly { readonly mark: 'bar' | 'line' | 'hatched'; readonly text: string }[]): string {
  return `<p class="key">${parts.map(({ mark, text }) => `<span><i class="${mark}"></i>${escapeHtml(text)}</span>`).join('')}</p>\n`;
}

/** Columns from which a table is scrolled rather than squeezed on narrow screens. */
const WIDE = 7;

/** A table with a caption. Cells are HTML already. */
export function table(caption: string, head: readonly Cell[], rows: readonly (readonly Cell[])[]): string {
  const cell = (tag: 'th' | 'td', { html, isNumber }: Cell): string =>
    `<${tag}${isNumber ? ' class="n"' : ''}${tag === 'th' ? ' scope="col"' : ''}>${html}</${tag}>`;
  const line = (tag: 'th' | 'td', cells: readonly Cell[]): string =>
    `<tr>${cells.map((each) => cell(tag, each)).join('')}</tr>`;
  const kind = head.length >= WIDE ? ' class="wide"' : '';
  return `<div class="scroll"><table${kind}><caption>${escapeHtml(caption)}</caption><thead>${line('th', head)}</thead><tbody>${rows.map((row) => line('td', row)).join('')}</tbody></table></div>`;
}

/** A picture with a caption and, behind it, the numbers it is drawn from. */
export function figure(svg: string, caption: string, numbers: string): string {
  return `<figure>${svg}<figcaption>${escapeHtml(caption)}</figcaption></figure>\n<details><summary>The numbers</summary>${numbers}</details>`;
}

/** A grade as a letter in a box. */
export function gradeBox(grade: string): string {
  return `<span class="grade">${escapeHtml(grade)}</span>`;
}
