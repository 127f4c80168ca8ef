// Files made of what is on screen: tables as CSV, drawings as SVG and PNG, with what they are of written into them.
import { serviceNow } from '../live/service-clock.ts';
import { csvOf, type PlainTable } from '../words/csv.ts';

/** Saves a table. */
export function saveCsv(table: PlainTable, notes: readonly string[]): void {
  save(fileName(table.label, 'csv'), new Blob([`\ufeff${csvOf(table, notes)}`], { type: 'text/csv;charset=utf-8' }));
}

/** Saves a drawing as SVG. */
export function saveSvg(svg: SVGSVGElement, title: string, notes: readonly string[]): void {
  save(fileName(title, 'svg'), new Blob([wholeSvg(svg, title, notes).text], { type: 'image/svg+xml' }));
}

/** Saves a drawing as PNG, at twice its size. */
export async function savePng(svg: SVGSVGElement, title: string, notes: readonly string[]): Promise<void> {
  const { text, width, height } = wholeSvg(svg, title, notes);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [2 * width, 2 * height];
  const context = canvas.getContext('2d');
  context?.scale(2, 2);
  context?.drawImage(image, 0, 0);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (blob !== null) save(fileName(title, 'png'), blob);
}

const KEPT = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'opacity',
  'font-size',
  'font-weight',
  'text-anchor',
];
const LINE = 16;

/** The drawing with its colours written into it, its title above and its notes beneath. */
function wholeSvg(svg: SVGSVGElement, title: string, notes: readonly string[]) {
  const { width, height: drawn } = svg.getBoundingClientRect();
  const height = Math.ceil(drawn) + LINE * (notes.length + 2) + 8;
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const [own, copied] = [
    [svg, ...svg.querySelectorAll('*')],
    [copy, ...copy.querySelectorAll('*')],
  ];
  own.forEach((element, i) => {
    const style = getComputedStyle(element);
    for (const name of KEPT) copied[i]?.setAttribute(name, style.getPropertyValue(name));
  });
  const ink = getComputedStyle(document.body).color;
  const ground = getComputedStyle(document.body).backgroundColor;
  const whole = element('svg', {
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    'font-family': 'system-ui, sans-serif',
  });
  whole.append(element('rect', { width, height, fill: ground }));
  whole.append(text(title, LINE, { 'font-size': 14, 'font-weight': 600, fill: ink }));
  copy.setAttribute('y', String(LINE + 8));
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(drawn));
  whole.append(copy);
  notes.forEach((note, i) => {
    whole.append(text(note, Math.ceil(drawn) + LINE * (i + 2) + 8, { 'font-size': 11, fill: ink }));
  });
  return { text: new XMLSerializer().serializeToString(whole), width, height };
}

function element(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

function text(words: string, y: number, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const made = element('text', { x: 0, y, ...attributes });
  made.textContent = words;
  return made;
}

function fileName(title: string, ending: string): string {
  const words = title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  return `baton-${words}-${new Date(serviceNow()).toISOString().slice(0, 10)}.${ending}`;
}

function save(name: string, blob: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The click has taken what it needs once this turn is over.
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
