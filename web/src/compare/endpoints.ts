// Which endpoints come first, and what is said of a difference.
import { csv, save } from '../charts/export';
import { decimals, known, middle, range, sig, signed, unit } from '../see/format';
import type { Interval } from '../see/result';
import type { Endpoint, Verdict } from './api';
import { LETTERS } from './marks';

const SAYS: Record<Verdict, string> = { apart: 'more than noise', 'within-noise': 'within the noise', equal: 'the same', 'not-sampled': 'not sampled' };

/** Readings are many; the first scale as its first reader sees it comes first, and all that is no reading. */
export const isMain = (endpoint: Endpoint, all: Endpoint[]) => endpoint.reader === '' || endpoint.group === all.find((one) => one.reader !== '')?.group;

/** What people ask for first, whether it differs or not. */
const wanted = /^(collagen_end_pct|downtime_h|cost|sessions)$|\.(one_grade|half)$/;

/** What is drawn as intervals: what differs by more than noise in some plan, and what people ask for first. */
export const isDrawn = (endpoint: Endpoint, all: Endpoint[]) =>
  isMain(endpoint, all) && (wanted.test(endpoint.name) || endpoint.minus_first.some((one) => one?.verdict === 'apart'));

const units: Record<string, string> = { h: 'hours', min: 'minutes', d: 'days' };
/** Units of endpoints are printed as they are, but for times. */
export const unitWords = (name: string) => units[name] ?? (/^of \d/.test(name) ? name : unit(name));

/** Figures that stand beside each other are rounded alike: by what the narrowest of their intervals is worth. */
export function alike(values: (Interval | null)[]): (value: Interval | null) => string {
  const widths = values.flatMap((value) => (value && known(value) ? [value.hi - value.lo] : []));
  const by = widths.length ? 10 ** Math.floor(Math.log10(Math.min(...widths) / 6.5) + 1e-9) : 0;
  const text = (x: number) => {
    if (by === 0) return sig(x);
    const rounded = Math.round(x / by) * by;
    return Math.abs(rounded) >= 1000 || by >= 10 ? sig(rounded) : decimals(rounded, by);
  };
  return (value) => (!value ? 'none' : known(value) ? `${text(value.median)} (${text(value.lo)} to ${text(value.hi)})` : text(value.median));
}

export function difference({ minus_first }: Endpoint, at: number): { value: string; says: string } {
  const one = minus_first[at];
  if (!one) return { value: '', says: '' };
  const { verdict, by } = one;
  if (verdict === 'equal' || !by) return { value: '', says: SAYS[verdict] };
  // What is more than noise must not look as if it reached zero.
  if (verdict === 'apart') return { value: `${signed(sig(by.median, 2))} (${sig(by.lo, 2)} to ${sig(by.hi, 2)})`, says: SAYS.apart };
  return { value: known(by) ? `${signed(middle(by))} (${range(by)})` : signed(middle(by)), says: SAYS[verdict] };
}

export function saveTable(endpoints: Endpoint[], plans: number) {
  const letters = LETTERS.slice(0, plans);
  const of = (what: string) => [`${what} median`, `${what} lo`, `${what} hi`];
  const head = ['name', 'title', 'group', 'unit', ...letters.flatMap(of), ...letters.slice(1).flatMap((letter) => [...of(`${letter} - A`), `${letter} - A says`])];
  const rows = endpoints.map((one) => [
    one.name, one.title, one.group, one.unit,
    ...one.values.flatMap((v) => [v?.median ?? null, v?.lo ?? null, v?.hi ?? null]),
    ...one.minus_first.slice(1).flatMap((d) => [d?.by?.median ?? null, d?.by?.lo ?? null, d?.by?.hi ?? null, d?.verdict ?? null]),
  ]);
  save('endpoints-of-the-plans.csv', 'text/csv', csv({ head, rows }));
}
