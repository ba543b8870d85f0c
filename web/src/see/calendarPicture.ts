// The calendar of one session as a picture: on the page it is text beside bars, which no drawing holds.
import { wrap } from '../charts/labels';

interface Row { text: string; from: number; to: number; short: boolean }
interface Tick { at: number; text: string }

const WIDTH = 980;
const LEFT = 470;
const SPAN = WIDTH - LEFT - 40;
const LINE = 17;
const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** Places are shares of the width of the line of days. Colours are those of the light theme. */
export function calendarPicture(title: string, blocks: { title: string; rows: Row[] }[], ticks: Tick[]): Blob {
  const x = (share: number) => LEFT + share * SPAN;
  const text = (at: number, y: number, what: string, more = '') => `<text x="${at}" y="${y}" fill="#1a1f26" ${more}>${escape(what)}</text>`;
  const out: string[] = [text(16, 28, title, 'font-size="16" font-weight="600"')];
  for (const tick of ticks) out.push(text(x(tick.at), 56, tick.text, 'font-size="11" text-anchor="middle"'));
  let y = 64;
  for (const block of blocks) {
    y += 30;
    out.push(text(16, y, block.title, 'font-weight="600"'));
    y += 8;
    for (const row of block.rows) {
      const lines = wrap(row.text, 66);
      const middle = y + (lines.length * LINE) / 2;
      lines.forEach((line, i) => out.push(text(16, y + (i + 1) * LINE - 3, line, 'font-size="12"')));
      out.push(`<rect x="${x(row.from)}" y="${middle - 4}" width="${Math.max(3, x(row.to) - x(row.from))}" height="8" fill="${row.short ? 'none' : '#0072b2'}" stroke="${row.short ? '#d55e00' : '#0072b2'}"/>`);
      y += lines.length * LINE + 6;
    }
  }
  const height = y + 20;
  const zero = ticks.find((tick) => tick.text === 'session');
  if (zero) out.push(`<path d="M${x(zero.at)},62V${height - 12}" stroke="#858e97"/>`);
  return new Blob([`<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="system-ui, sans-serif" font-size="13"><title>${escape(title)}</title><rect width="100%" height="100%" fill="white"/>${out.join('')}</svg>`], { type: 'image/svg+xml' });
}
