// The two small buttons of every figure: its data as CSV, its picture in the light theme.

export interface Table { head: string[]; rows: (string | number | null)[][] }

// RFC 4180: CR LF, quotes where a field needs them.
export function csv(table: Table): string {
  const field = (x: string | number | null) => {
    const text = x === null ? '' : String(x);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [table.head, ...table.rows].map((row) => row.map(field).join(',') + '\r\n').join('');
}

export const fileName = (title: string, otherwise = 'figure') =>
  title.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 60) || otherwise;

export function save(name: string, type: string, content: BlobPart): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);  // the browser fetches it when it likes
}

const PROPERTIES = [
  'fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-opacity', 'stroke-dasharray', 'stroke-linecap', 'stroke-linejoin',
  'stop-color', 'opacity', 'font-size', 'font-weight', 'text-anchor', 'dominant-baseline', 'paint-order', 'display',
];

const SVG = 'http://www.w3.org/2000/svg';
const GAP = 16;
const HEAD = 34;

function element(name: string, attributes: Record<string, string | number>, text = ''): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.textContent = text;
  return made;
}

// What the style sheets say is written into each mark.
function standing(svg: SVGSVGElement): SVGSVGElement {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const from = [svg, ...svg.querySelectorAll<SVGElement>('*')];
  const into = [copy, ...copy.querySelectorAll<SVGElement>('*')];
  from.forEach((mark, i) => {
    const style = getComputedStyle(mark);
    for (const name of PROPERTIES) into[i]!.setAttribute(name, style.getPropertyValue(name));
    for (const name of ['class', 'style', 'role', 'aria-hidden', 'aria-label']) into[i]!.removeAttribute(name);
  });
  return copy;
}

/** The drawings of a figure as one SVG that stands alone, where they stand on the page, under the title. */
export function picture(body: HTMLElement, title: string): Blob {
  const drawings = [...body.querySelectorAll<SVGSVGElement>('svg.chart')];
  const boxes = drawings.map((svg) => svg.getBoundingClientRect());
  const [left, top] = [Math.min(...boxes.map((box) => box.left)), Math.min(...boxes.map((box) => box.top))];
  const width = Math.max(...boxes.map((box) => box.right)) - left + 2 * GAP;
  const height = Math.max(...boxes.map((box) => box.bottom)) - top + 2 * GAP + HEAD;
  body.dataset.theme = 'light';
  const style = getComputedStyle(body);
  const whole = element('svg', { xmlns: SVG, width, height, viewBox: `0 0 ${width} ${height}`, 'font-family': 'system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif', 'font-size': 13 });
  whole.append(
    element('title', {}, title),
    element('rect', { width, height, fill: 'white' }),
    element('text', { x: GAP, y: GAP + 12, fill: style.color, 'font-size': 16, 'font-weight': 600 }, title),
  );
  drawings.forEach((svg, i) => {
    const copy = standing(svg);
    const box = boxes[i]!;
    for (const [key, value] of Object.entries({ x: box.left - left + GAP, y: box.top - top + GAP + HEAD, width: box.width, height: box.height, overflow: 'visible' })) copy.setAttribute(key, String(value));
    whole.append(copy);
  });
  delete body.dataset.theme;
  return new Blob([new XMLSerializer().serializeToString(whole)], { type: 'image/svg+xml' });
}
