import { describe, expect, it } from 'vitest';
import { at, course, label, phase, stretched } from '../src/see/course';
import type { Curve, Result } from '../src/see/result';

// One session, days 0 to 60: neutrophils peak on day 1, macrophages on day 3, fibroblasts on day 10.
const t_d = [0, 0, 0.25, 0.5, 1, 2, 3, 5, 7, 10, 14, 21, 28, 42, 60];
const bell = (peak: number, width: number, rest = 0): Curve => {
  const y = t_d.map((t, i) => rest + (i === 0 ? 0 : Math.exp(-(((t - peak) / width) ** 2))));
  return { unit: '1', rest, central: y, median: y, lo: y, hi: y };
};
const result = {
  curves: { t_d, neutrophils: bell(1, 0.6), m1: bell(3, 1.5), fibroblasts: bell(10, 7, 1) },
  sessions: [{ t_d: 0 }],
} as unknown as Result;

describe('phases', () => {
  const c = course(result);
  it('come in their order and fill the course', () => {
    expect(c.spans.map((s) => s.phase)).toEqual(['haemostasis', 'inflammation', 'proliferation', 'remodelling']);
    expect(c.spans[0]!.from).toBe(0);
    expect(c.spans.at(-1)!.to).toBe(60);
  });
  it('are named in the label', () => {
    expect(phase(c, 2)).toBe('inflammation');
    expect(label(c, 14)).toBe('day 14 · proliferation');
    expect(label(c, 50)).toBe('day 50 · remodelling');
  });
  it('are none where nothing was hurt', () => {
    const calm = { ...result, curves: { t_d, neutrophils: bell(1, 0.6), m1: bell(3, 1), fibroblasts: bell(10, 7, 1) } } as Result;
    for (const name of ['neutrophils', 'm1']) (calm.curves[name] as Curve).median = t_d.map(() => 0);
    expect(label(course(calm), 5)).toBe('day 5 · skin at rest');
  });
});

describe('time', () => {
  it('of a session is after it', () => {
    expect(at([0, 0, 1], [5, 9, 11], 0)).toBe(9);
    expect(at([0, 0, 1], [5, 9, 11], 0.5)).toBe(10);
    expect(at([0, 0, 1], [5, 9, 11], 7)).toBe(11);
  });
  it('goes to places and back', () => {
    const s = stretched({ end: 100, sessions: [0, 28, 56], spans: [] });
    for (const t of [0, 0.3, 5, 27.9, 28, 30, 56, 70, 100]) expect(s.from(s.to(t))).toBeCloseTo(t, 6);
    expect(s.to(0)).toBe(0);
    expect(s.to(100)).toBeCloseTo(1, 9);
    expect(s.to(1)).toBeGreaterThan(1 / 100);
  });
});
