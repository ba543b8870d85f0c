import { beforeEach, describe, expect, it, vi } from 'vitest';
import { allKept, idOf, keep, lastOpen, markOpen, newId, parseKept } from '../src/lib/store';

class Memory {
  [key: string]: unknown;
  setItem(key: string, value: string) {
    this[key] = value;
  }
  getItem(key: string) {
    return (this[key] as string | undefined) ?? null;
  }
  removeItem(key: string) {
    delete this[key];
  }
}

beforeEach(() => {
  vi.stubGlobal('localStorage', new Memory());
  vi.stubGlobal('sessionStorage', new Memory());
  vi.useFakeTimers({ now: 1000 });
});

const after = (ms: number) => vi.advanceTimersByTime(ms);

describe('plans of this browser', () => {
  it('stand each under a key of its own, newest first', () => {
    keep('a', { title: 'A' });
    after(10);
    keep('b', { title: 'B' });
    expect(allKept().map((one) => one.plan.title)).toEqual(['B', 'A']);
    after(10);
    keep('a', { title: 'A again' });
    expect(allKept().map((one) => one.plan.title)).toEqual(['A again', 'B']);
  });

  it('are twelve at most', () => {
    for (let n = 0; n < 20; n++) {
      keep(`p${n}`, { title: `${n}` });
      after(1);
    }
    expect(allKept()).toHaveLength(12);
    expect(allKept()[0]?.id).toBe('p19');
  });

  it('open where this tab was, else with the newest', () => {
    keep('a', { title: 'A' });
    after(10);
    keep('b', { title: 'B' });
    expect(lastOpen()?.id).toBe('b');
    markOpen('a');
    expect(lastOpen()?.id).toBe('a');
  });

  it('are read only where they are plans', () => {
    expect(parseKept('a', 'no json')).toBeNull();
    expect(parseKept('a', '{"when": 1, "plan": [1]}')).toBeNull();
    expect(parseKept('a', '{"when": 1, "plan": {}}')).toEqual({ id: 'a', when: 1, plan: {} });
    expect(idOf('percuta.plan.x')).toBe('x');
    expect(idOf('percuta.open')).toBeNull();
  });

  it('have keys that differ', () => expect(newId()).not.toBe(newId()));

  it('do without storage', () => {
    vi.stubGlobal('localStorage', { setItem: () => { throw new Error('full'); } });
    expect(() => keep('a', {})).not.toThrow();
  });
});
