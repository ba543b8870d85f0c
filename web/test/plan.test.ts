import { describe, expect, it } from 'vitest';
import { get, History, move, set } from '../src/lib/plan';
import { pack, unpack } from '../src/lib/share';
import type { Plan } from '../src/lib/types';

const plan: Plan = {
  plan_version: 1,
  subject: { age: '32 yr', facts: { 'hx.keloid': false, 'last.sun': 'never' } },
  concern: { kind: 'acne-scar' }, device: {}, technique: {}, schedule: {},
  product: [{ name: 'a' }, { name: 'b' }, { name: 'c' }],
};

describe('pointers', () => {
  it('read tables, lists and names with dots', () => {
    expect(get(plan, '/subject/age')).toBe('32 yr');
    expect(get(plan, '/subject/facts/hx.keloid')).toBe(false);
    expect(get(plan, '/product/1/name')).toBe('b');
    expect(get(plan, '/subject/age/deeper')).toBeUndefined();
    expect(get(plan, '/nowhere/at/all')).toBeUndefined();
  });

  it('set without touching the plan before', () => {
    const next = set(plan, '/subject/facts/hx.herpes', true);
    expect(get(next, '/subject/facts/hx.herpes')).toBe(true);
    expect(get(plan, '/subject/facts/hx.herpes')).toBeUndefined();
    expect(next.product).toBe(plan.product);
  });

  it('keep the order of keys', () => {
    const next = set(plan, '/subject/age', '40 yr');
    expect(Object.keys(next.subject as object)).toEqual(['age', 'facts']);
  });

  it('escape tilde and slash', () => {
    expect(get(set(plan, '/subject/facts/a~1b~0c', 1), '/subject/facts/a~1b~0c')).toBe(1);
    expect((get(set(plan, '/subject/facts/a~1b~0c', 1), '/subject/facts') as Plan)['a/b~c']).toBe(1);
  });

  it('take out what is undefined, and tables that it leaves empty but for those the format requires', () => {
    const bare = set(set(plan, '/subject/facts/hx.keloid', undefined), '/subject/facts/last.sun', undefined);
    expect(bare.subject).toEqual({ age: '32 yr' });
    expect(set(plan, '/concern/kind', undefined).concern).toEqual({});
  });

  it('add to and take from lists', () => {
    expect(get(set(plan, '/product/3', { name: 'd' }), '/product/3/name')).toBe('d');
    const less = set(plan, '/product/1', undefined);
    expect(less.product).toEqual([{ name: 'a' }, { name: 'c' }]);
    expect(set(set(set(plan, '/product/0', undefined), '/product/0', undefined), '/product/0', undefined).product).toBeUndefined();
  });

  it('reorder lists within their ends', () => {
    expect(move(plan, '/product', 2, 0).product).toEqual([{ name: 'c' }, { name: 'a' }, { name: 'b' }]);
    expect(move(plan, '/product', 0, -1)).toBe(plan);
    expect(move(plan, '/product', 2, 3)).toBe(plan);
  });
});

describe('history', () => {
  const step = (n: number): Plan => ({ n });

  it('undoes and redoes', () => {
    const history = new History();
    history.record(step(0), '/a', 0);
    history.record(step(1), '/b', 10);
    expect(history.undo(step(2))).toEqual(step(1));
    expect(history.undo(step(1))).toEqual(step(0));
    expect(history.canUndo).toBe(false);
    expect(history.redo(step(0))).toEqual(step(1));
    expect(history.redo(step(1))).toEqual(step(2));
    expect(history.canRedo).toBe(false);
  });

  it('takes changes of one field close after another as one', () => {
    const history = new History();
    history.record(step(0), '/a', 0);
    history.record(step(1), '/a', 100);
    history.record(step(2), '/a', 2000);
    expect(history.undo(step(3))).toEqual(step(2));
    expect(history.undo(step(2))).toEqual(step(0));
  });

  it('forgets what was undone when something new is done', () => {
    const history = new History();
    history.record(step(0), '/a', 0);
    history.undo(step(1));
    history.record(step(0), '/b', 10);
    expect(history.canRedo).toBe(false);
  });
});

describe('a link', () => {
  it('carries the whole plan', async () => {
    const packed = await pack(plan);
    expect(packed).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(await unpack(packed)).toEqual(plan);
  });

  it('is refused when damaged', async () => {
    expect(await unpack('not a plan')).toBeNull();
    expect(await unpack((await pack(plan)).slice(0, -9))).toBeNull();
  });
});
