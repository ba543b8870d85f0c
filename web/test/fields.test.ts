import { describe, expect, it } from 'vitest';
import { wrap } from '../src/charts/labels';
import { STOPS, viridis } from '../src/charts/viridis';
import { edges, valuesOf, type Field } from '../src/see/fields';

const field = { r_um: [1, 3], z_um: [10, 30, 50], least: -1, most: 1, days: [0, 1] } as Field;

describe('fields', () => {
  it('are bytes between the least and the most of the series, day after day', () => {
    const bytes = Uint8Array.from([0, 255, 0, 0, 0, 0, 255, 0, 51, 0, 0, 0]);
    expect(valuesOf(field, bytes, 0)).toEqual([-1, 1, -1, -1, -1, -1]);
    expect(valuesOf(field, bytes, 1).slice(0, 3)).toEqual([1, -1, -0.6]);
  });
  it('have cells whose ends lie around their middles', () => {
    expect(edges([1, 3, 6])).toEqual([0, 2, 4, 8]);
  });
});

describe('viridis', () => {
  it('goes from its first colour to its last', () => {
    expect(viridis(0)).toBe(STOPS[0]);
    expect(viridis(1)).toBe(STOPS.at(-1));
    expect(viridis(-3)).toBe(STOPS[0]);
    expect(viridis(0.5)).toBe(STOPS[5]);
  });
});

describe('lines', () => {
  it('break between words', () => {
    expect(wrap('left by resealing of the skin', 12)).toEqual(['left by', 'resealing of', 'the skin']);
    expect(wrap('hyperpigmentation', 5)).toEqual(['hyperpigmentation']);
  });
});
