import { describe, expect, it } from 'vitest';
import { csv, fileName } from '../src/charts/export';
import { apart } from '../src/charts/labels';
import { day, hours, peopleWords, range, sig, signed, unit, withInterval } from '../src/see/format';

describe('numbers', () => {
  it('keep significant digits and no more', () => {
    expect(sig(1.5)).toBe('1.5');
    expect(sig(0.9975)).toBe('0.998');
    expect(sig(445.7, 2)).toBe('450');
    expect(sig(-0.25)).toBe('−0.25');
    expect(sig(3.2e-7, 2)).toBe('3.2 × 10⁻⁷');
    expect(sig(0)).toBe('0');
  });
  it('are as fine as their interval', () => {
    expect(withInterval({ median: 455.1, lo: 302.7, hi: 706.8 }, 'µm')).toBe('460 µm (90 % interval 300 to 710)');
    expect(withInterval({ median: 231.4, lo: 202.3, hi: 257.9 })).toBe('231 (90 % interval 202 to 258)');
    expect(range({ median: 11, lo: 4, hi: 17 })).toBe('4 to 17');
    expect(range({ median: 1, lo: 1, hi: 1 })).toBe('no interval: nothing was sampled');
  });
  it('do not boast of digits that nobody needs', () => {
    expect(range({ median: 0.9975, lo: 0.9925, hi: 1.0009 })).toBe('0.99 to 1.00');
  });
  it('count people', () => {
    expect(peopleWords(0.324)).toBe('32');
    expect(peopleWords(0.0024)).toBe('fewer than 1');
    expect(peopleWords(0)).toBe('0');
    expect(signed('28')).toBe('+28');
    expect(signed('−3')).toBe('−3');
  });
  it('have units in words', () => {
    expect(unit('um')).toBe('µm');
    expect(unit('g m-2 h-1')).toBe('g/m²/h');
    expect(unit('J/m2')).toBe('J/m²');
    expect(unit('1')).toBe('');
  });
});

describe('times', () => {
  it('are days in words, hours in the first two', () => {
    expect(day(0)).toBe('day 0');
    expect(day(0.25)).toBe('day 0, 6 h');
    expect(day(0.01)).toBe('day 0, 14 min');
    expect(day(1)).toBe('day 1');
    expect(day(14)).toBe('day 14');
    expect(hours(0.5)).toBe('30 min');
    expect(hours(42)).toBe('42 h');
    expect(hours(134)).toBe('5.6 days');
  });
});

describe('exports', () => {
  it('write RFC 4180', () => expect(csv({ head: ['t [day]', 'a, b'], rows: [[0, 'say "x"'], [1.5, null]] })).toBe('t [day],"a, b"\r\n0,"say ""x"""\r\n1.5,\r\n'));
  it('name files', () => expect(fileName('The skin, day 4')).toBe('the-skin-day-4'));
});

describe('labels', () => {
  it('move apart within their range', () => {
    const y = apart([{ at: 10 }, { at: 11 }, { at: 12 }], 16, 0, 40).map((l) => l.y);
    expect(y[1]! - y[0]!).toBeGreaterThanOrEqual(16);
    expect(y[2]! - y[1]!).toBeGreaterThanOrEqual(16);
    expect(Math.max(...y)).toBeLessThanOrEqual(40);
  });
});
