// What differs between plans, in words, and how endpoints are told.
import { describe, expect, it } from 'vitest';
import type { Endpoint } from '../src/compare/api';
import { differences, inWords, quantityInWords, timesInWords } from '../src/compare/differences';
import { alike, difference, isDrawn, isMain, unitWords } from '../src/compare/endpoints';
import type { SchemaNode } from '../src/lib/schema';
import type { Catalogue, Plan } from '../src/lib/types';

const catalogue = {
  devices: [{ name: 'pen-12', title: 'Pen with 12 pins' }, { name: 'roller', title: 'Roller' }],
  products: [{ name: 'serum', title: 'Vitamin C serum' }],
  adjuncts: [{ name: 'prp', title: 'Platelet-rich plasma' }],
} as unknown as Catalogue;
const schema: SchemaNode = { properties: { technique: { properties: { passes: { default: 5 }, pressure: { default: 'moderate' } } } } };
const base: Plan = {
  title: 'A', subject: { age: '32 yr' }, concern: { kind: 'acne-scar' }, device: { model: 'roller', needle_length: '1.5 mm' },
  technique: { passes: 15 }, schedule: { sessions: 3, interval: '4 wk' },
};
const said = (plan: Plan) => differences(base, plan, catalogue, schema).map(inWords);

describe('differences between plans', () => {
  it('are none between a plan and itself, and none of title, person or concern', () => {
    expect(said(base)).toEqual([]);
    expect(said({ ...base, title: 'B', subject: { age: '50 yr' }, concern: { kind: 'wrinkles' } })).toEqual([]);
  });
  it('name fields by their labels and values by their titles', () => {
    expect(said({ ...base, device: { model: 'pen-12', needle_length: '2 mm' } })).toEqual(['Device Pen with 12 pins instead of Roller', 'Needle length 2 mm instead of 1.5 mm']);
  });
  it('say times in words', () => {
    expect(said({ ...base, schedule: { sessions: 1, interval: '1 wk' } })).toEqual(['Sessions 1 instead of 3', 'Interval 1 week instead of 4 weeks']);
  });
  it('hold the same length of time or needle for the same in any unit', () => {
    expect(said({ ...base, device: { model: 'roller', needle_length: '1500 um' }, schedule: { sessions: 3, interval: '28 d' } })).toEqual([]);
  });
  it('put the default where a plan says nothing', () => {
    expect(said({ ...base, technique: { pressure: 'firm' } })).toEqual(['Passes 5 instead of 15', 'Pressure firm instead of moderate']);
    expect(said({ ...base, device: { model: 'roller' } })).toEqual(['Needle length as the device has it instead of 1.5 mm']);
  });
  it('hold entries of lists together by their name', () => {
    const one = { ...base, product: [{ name: 'serum', amount: '2 uL/cm^2' }], adjunct: [{ kind: 'prp' }] };
    expect(said(one)).toEqual(['With Vitamin C serum', 'With Platelet-rich plasma']);
    const more = { ...base, product: [{ name: 'serum', amount: '4 uL/cm^2' }] };
    expect(differences(one, more, catalogue, schema).map(inWords)).toEqual(['Vitamin C serum: amount 4 µL/cm² instead of 2 µL/cm²', 'Without Platelet-rich plasma']);
  });
  it('turn quantities into words, also within a sentence', () => {
    expect(quantityInWords('6 mo')).toBe('6 months');
    expect(['roller', '10:00', '2027-01-11', '12'].map(quantityInWords)).toEqual([null, null, null, null]);
    expect(timesInWords('the limit of 1.5 d on redness; interval 14 d instead of 1 wk')).toBe('the limit of 1.5 days on redness; interval 14 days instead of 1 week');
  });
});

const interval = (median: number, lo = median, hi = median) => ({ median, lo, hi });
const endpoint = (more: Partial<Endpoint>): Endpoint => ({ name: 'depth_um', title: 'Depth', group: 'One session', unit: 'µm', reader: '', values: [], minus_first: [], ...more });

describe('endpoints', () => {
  const scar = endpoint({ name: 's.photo.half', group: 'First scale, first reader', reader: 'photo', minus_first: [null, { verdict: 'within-noise', by: interval(1, -1, 3) }] });
  const other = endpoint({ name: 's.patient.half', group: 'First scale, patient', reader: 'patient', minus_first: [null, { verdict: 'apart', by: interval(3, 1, 5) }] });
  const depth = endpoint({ minus_first: [null, { verdict: 'apart', by: interval(200, 120, 520) }] });
  const all = [depth, scar, other];

  it('come first when they are no reading, or of the first scale and reader', () => {
    expect(all.map((one) => isMain(one, all))).toEqual([true, true, false]);
  });
  it('are drawn when they differ or are what people ask for first', () => {
    expect(all.map((one) => isDrawn(one, all))).toEqual([true, true, false]);
    expect(isDrawn(endpoint({ minus_first: [null, { verdict: 'equal', by: interval(0) }] }), all)).toBe(false);
  });
  it('tell the difference with its interval and what it is worth', () => {
    expect(difference(depth, 1)).toEqual({ value: '+200 (120 to 520)', says: 'more than noise' });
    expect(difference(endpoint({ minus_first: [null, { verdict: 'apart', by: interval(-27.6, -82, -3.5) }] }), 1).value).toBe('−28 (−82 to −3.5)');
    expect(difference(endpoint({ minus_first: [null, { verdict: 'equal', by: interval(0) }] }), 1)).toEqual({ value: '', says: 'the same' });
    expect(difference(endpoint({ minus_first: [null, null] }), 1)).toEqual({ value: '', says: '' });
  });
  it('round what stands beside each other alike', () => {
    const values = [interval(455.1, 302.7, 706.8), interval(651.9, 416.4, 1199), null];
    expect(values.map(alike(values))).toEqual(['460 (300 to 710)', '650 (420 to 1200)', 'none']);
    expect([interval(3), interval(2)].map(alike([interval(3), interval(2)]))).toEqual(['3', '2']);
  });
  it('print units for people', () => {
    expect(['h', 'of 1000 people', 'µm', ''].map(unitWords)).toEqual(['hours', 'of 1000 people', 'µm', '']);
  });
});
