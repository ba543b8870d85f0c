// The course of a treatment in time: sessions, phases of healing, and a scale that gives the first days after each
// session more room than the weeks that follow.
import { day } from './format';
import { curve, type Result } from './result';

export type Phase = 'rest' | 'haemostasis' | 'inflammation' | 'proliferation' | 'remodelling';
export interface Span { from: number; to: number; phase: Phase; session: number }
export interface Course { end: number; sessions: number[]; spans: Span[] }

// Value at a time; of the two values of a session, the one after it.
export function at(t: readonly number[], y: readonly number[], when: number): number {
  let lo = 0;
  let hi = t.length;
  while (lo < hi) {
    const mid = (lo + hi) >> 1;
    if (t[mid]! <= when) lo = mid + 1;
    else hi = mid;
  }
  if (lo === 0) return y[0] ?? 0;
  if (lo === t.length) return y[lo - 1]!;
  const a = t[lo - 1]!;
  return y[lo - 1]! + ((y[lo]! - y[lo - 1]!) * (when - a)) / (t[lo]! - a);
}

// Phases after one session, from the curves: haemostasis until a quarter of the peak of neutrophils, inflammation until
// fibroblasts above rest, over their peak, pass the cells of inflammation over theirs, proliferation until half of that
// peak is gone.
function phases(result: Result, from: number, to: number, session: number): Span[] {
  const t = result.curves.t_d;
  const [n, m, f] = ['neutrophils', 'm1', 'fibroblasts'].map((name) => curve(result, name));
  if (!n || !m || !f) return [{ from, to, phase: 'rest', session }];
  const when = t.filter((x, i) => x >= from && x <= to && !(x === to && t[i - 1] === to) && !(x === from && t[i + 1] === from));
  const early = when.map((x) => at(t, n.median, x));
  const cells = when.map((x) => early[when.indexOf(x)]! + at(t, m.median, x));
  const repair = when.map((x) => Math.max(0, at(t, f.median, x) - f.rest));
  const peak = (y: number[]) => Math.max(...y);
  if (peak(cells) < 1e-6) return [{ from, to, phase: 'rest', session }];
  const first = (test: (i: number) => boolean, after: number) => {
    const i = when.findIndex((x, k) => x > after && test(k));
    return i < 0 ? to : when[i]!;
  };
  const a = first((i) => early[i]! > 0.25 * peak(early), from);
  const b = first((i) => repair[i]! / peak(repair) > cells[i]! / peak(cells), a);
  const top = when[repair.indexOf(peak(repair))]!;
  const c = first((i) => repair[i]! < 0.5 * peak(repair), Math.max(b, top));
  const ends: [number, number, Phase][] = [[from, a, 'haemostasis'], [a, b, 'inflammation'], [b, c, 'proliferation'], [c, to, 'remodelling']];
  return ends.filter(([s, e]) => e > s).map(([s, e, phase]) => ({ from: s, to: e, phase, session }));
}

export function course(result: Result): Course {
  const end = result.curves.t_d.at(-1) ?? 0;
  const sessions = result.sessions.map((s) => s.t_d);
  const spans = sessions.flatMap((from, i) => phases(result, from, sessions[i + 1] ?? end, i));
  return { end, sessions, spans };
}

export function phase(c: Course, t: number): Phase {
  return (c.spans.findLast((s) => s.from <= t) ?? c.spans[0])?.phase ?? 'rest';
}
export function lastSession(c: Course, t: number): number {
  return Math.max(0, c.sessions.findLastIndex((s) => s <= t));
}
export const label = (c: Course, t: number) => `${day(t)} · ${phase(c, t) === 'rest' ? 'skin at rest' : phase(c, t)}`;

export interface TimeScale { to: (t: number) => number; from: (p: number) => number }

// 0 … 1 over the course; days count alike.
export const even = (c: Course): TimeScale => ({ to: (t) => t / (c.end || 1), from: (p) => p * c.end });

// 0 … 1 over the course; between two sessions as the logarithm of time, in units of a quarter of a day.
export function stretched(c: Course): TimeScale {
  const from = c.sessions.length ? c.sessions : [0];
  const length = from.map((s, i) => (from[i + 1] ?? c.end) - s);
  const width = length.map((l) => Math.log1p(l / 0.25));
  const total = width.reduce((a, b) => a + b, 0) || 1;
  const start = width.map((_, i) => width.slice(0, i).reduce((a, b) => a + b, 0) / total);
  return {
    to(t) {
      const i = lastSession({ ...c, sessions: from }, t);
      return Math.min(1, start[i]! + Math.log1p(Math.max(0, t - from[i]!) / 0.25) / total);
    },
    from(p) {
      const i = Math.max(0, start.findLastIndex((s) => s <= p + 1e-12));
      return Math.min(c.end, from[i]! + 0.25 * Math.expm1((p - start[i]!) * total));
    },
  };
}
