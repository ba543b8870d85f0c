// How each plan is told from the others: one hue, one dash and one marker, the same in every figure.
import type { Mark } from '../charts/colours';

export const LETTERS = ['A', 'B', 'C', 'D'] as const;

export const MARKS: readonly Mark[] = [
  { hue: 's1', dash: '', marker: 'circle' },
  { hue: 's2', dash: '8 4', marker: 'square' },
  { hue: 's3', dash: '2.5 3', marker: 'triangle' },
  { hue: 's4', dash: '11 3 2 3', marker: 'diamond' },
];
