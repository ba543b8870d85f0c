import { expect, it } from 'vitest';
import { advice, says } from '../src/lib/says';

const error = (pointer: string, detail: string, suggestion = '') => ({ pointer, detail, suggestion });

it('names fields by their labels', () => {
  expect(says(error('/technique/passes', 'technique.passes must be a whole number, but this is a string'))).toBe('Passes must be a whole number, but this is text');
  expect(says(error('/product/0/amount', 'product[0].amount is missing'))).toBe('Amount is missing');
  expect(says(error('/device/needle_lenght', 'unknown key "needle_lenght" in [device]'))).toBe('unknown key "needle_lenght" in [device]');
});

it('turns lines of a file into values', () => {
  expect(advice(error('', '', 'write age = "1 yr"'))).toBe('such as 1 yr');
  expect(advice(error('', '', 'did you mean "cheek"?'))).toBe('did you mean "cheek"?');
});
