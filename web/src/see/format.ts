// Numbers, units, intervals and times in words. Nothing here knows about the page.
import type { Interval } from './result';

const UNITS: Record<string, string> = {
  '1': '', um: 'µm', 'g m-2 h-1': 'g/m²/h', 'g/m^2/h': 'g/m²/h', day: 'days', '1/cm^2': 'per cm²', 'cm^-2': 'per cm²',
  'ug/cm^2': 'µg/cm²', 'ug cm-2': 'µg/cm²', 'ug/mL': 'µg/mL', 'ug mL-1': 'µg/mL', 'uL/cm^2': 'µL/cm²',
};
const POWERS: Record<string, string> = { '-': '⁻', '0': '⁰', '1': '¹', '2': '²', '3': '³', '4': '⁴', '5': '⁵', '6': '⁶' };

export function unit(name: string): string {
  return UNITS[name] ?? name.replace(/\bu(?=[mgLN]\b|mol)/g, 'µ').replace(/\^?(-?\d)(?![\d.])/g, (_, p: string) => [...p].map((c) => POWERS[c] ?? c).join(''));
}

const minus = (text: string) => text.replace('-', '−');

// To a number of significant digits, without exponents where a reader would not expect them.
export function sig(x: number, digits = 3): string {
  if (x === 0 || !Number.isFinite(x)) return x === 0 ? '0' : 'not known';
  const size = Math.abs(x);
  if (size < 1e-4 || size >= 1e7) {
    const [m, e] = x.toExponential(digits - 1).split('e');
    return `${minus(m!)} × 10${[...String(Number(e))].map((c) => POWERS[c] ?? { 7: '⁷', 8: '⁸', 9: '⁹' }[c] ?? c).join('')}`;
  }
  return minus(String(Number(x.toPrecision(digits))));
}

// A tick, with the decimals that its neighbours need.
export const decimals = (x: number, by: number) => minus(x.toFixed(Math.max(0, -Math.floor(Math.log10(Math.abs(by) || 1) + 1e-9))));

export const known = (i: Interval) => i.hi > i.lo;

// The decimal place that an interval is worth: it then spans 7 to 65 steps. Never more than three digits of its largest figure.
function step(i: Interval): number {
  const largest = Math.max(Math.abs(i.lo), Math.abs(i.hi));
  return 10 ** Math.floor(Math.max(Math.log10((i.hi - i.lo) / 6.5), Math.log10(largest) - 2) + 1e-9);
}
function to(x: number, by: number): string {
  return minus((Math.round(x / by) * by).toFixed(Math.max(0, -Math.floor(Math.log10(by) + 1e-9)))).replace(/^−?0(\.0*)?$/, '0');
}

export const middle = (i: Interval) => (known(i) ? to(i.median, step(i)) : sig(i.median));
export const range = (i: Interval) => (known(i) ? `${to(i.lo, step(i))} to ${to(i.hi, step(i))}` : 'no interval: nothing was sampled');
export function withInterval(i: Interval, u = ''): string {
  const end = u ? ` ${u}` : '';
  return known(i) ? `${middle(i)}${end} (90 % interval ${range(i)})` : `${middle(i)}${end}`;
}
export const scaled = (i: Interval, by: number, add = 0): Interval =>
  ({ median: i.median * by + add, lo: i.lo * by + add, hi: i.hi * by + add });

// People of a hundred, on one denominator always.
export const people = (p: number) => Math.round(p * 100);
export function peopleWords(p: number): string {
  return p > 0 && p < 0.005 ? 'fewer than 1' : String(people(p));
}

export const signed = (text: string) => (text.startsWith('−') || text === '0' ? text : `+${text}`);

// "day 14"; the first two days in hours.
export function day(t: number): string {
  if (t < 0) return `${sig(-t, 2)} days before`;
  if (t >= 2 || t === 0) return `day ${Math.round(t)}`;
  const h = t * 24;
  if (h < 1) return `day 0, ${Math.round(h * 60)} min`;
  const rest = Math.round(h - 24 * Math.floor(t + 1e-9));
  return `day ${Math.floor(t + 1e-9)}${rest ? `, ${rest} h` : ''}`;
}
export function hours(h: number): string {
  if (h < 1) return `${Math.round(h * 60)} min`;
  return h < 48 ? `${sig(h, 2)} h` : `${sig(h / 24, 2)} days`;
}
export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
