import { describe, expect, it } from 'vitest';
import { complete, depth, format, inUnit, parse, pretty } from '../src/lib/quantity';

describe('quantities', () => {
  it.each([
    ['1.5 mm', { value: 1.5, unit: 'mm' }],
    ['250um', { value: 250, unit: 'um' }],
    [' 2 uL/cm^2 ', { value: 2, unit: 'uL/cm^2' }],
    ['-1e-3 m', { value: -0.001, unit: 'm' }],
    ['.5', { value: 0.5, unit: '' }],
    ['0,5 mm', { value: 0.5, unit: 'mm' }],
  ])('reads %s', (text, expected) => expect(parse(text)).toEqual(expected));

  it.each(['', 'mm', 'about 3 mm', 'abc'])('reads no quantity in "%s"', (text) => expect(parse(text)).toBeNull());

  it('completes a bare number and leaves everything else as typed', () => {
    expect(complete('32', 'yr')).toBe('32 yr');
    expect(complete('6 mo', 'yr')).toBe('6 mo');
    expect(complete('zero', 'yr')).toBe('zero');
  });

  it('prints the shortest number', () => {
    expect(format({ value: 0.1 + 0.2, unit: 'mm' })).toBe('0.3 mm');
    expect(format({ value: 3, unit: '' })).toBe('3');
  });

  it('converts what the page draws', () => {
    expect(inUnit('250 um', 'mm')).toBeCloseTo(0.25);
    expect(inUnit('4 wk', 'd')).toBe(28);
    expect(inUnit('6 mo', 'd')).toBeCloseTo(182.62);
    expect(inUnit('3 furlong', 'mm')).toBeNull();
    expect(inUnit(undefined, 'mm')).toBeNull();
  });

  it('prints units and depths for people', () => {
    expect(pretty('uL/cm^2')).toBe('µL/cm²');
    expect(depth(76.1)).toBe('76 µm');
    expect(depth(445.7)).toBe('0.45 mm');
  });
});
