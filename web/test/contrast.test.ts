import { describe, expect, it } from 'vitest';
import css from '../src/tokens.css?raw';
import { contrast, HUES, markOf } from '../src/charts/colours';

const pairs = [...css.matchAll(/--([\w-]+): (?:light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)|(#[0-9a-f]{6}))/g)];
const theme = (dark: boolean) => Object.fromEntries(pairs.map(([, name, light, night, both]) => [name!, both ?? (dark ? night! : light!)]));
const themes = { light: theme(false), dark: theme(true) };

describe.each(Object.entries(themes))('colours of the %s theme', (_, t) => {
  it('text reaches 4.5:1 on paper and wash', () => {
    for (const ink of ['ink', 'muted', 'link', 'error']) for (const ground of ['paper', 'wash']) expect(contrast(t[ink]!, t[ground]!), `${ink} on ${ground}`).toBeGreaterThanOrEqual(4.5);
  });
  it('text reaches 4.5:1 on buttons', () => expect(contrast(t['on-link']!, t.link!)).toBeGreaterThanOrEqual(4.5));
  it('marks reach 3:1 on paper', () => {
    for (const hue of [...HUES, 'axis']) expect(contrast(t[hue]!, t.paper!), hue).toBeGreaterThanOrEqual(3);
  });
  it('marks of the cut reach 3:1 on the layers they lie in', () => {
    for (const hue of ['s1', 's2', 's3', 'ink']) for (const layer of ['pd', 'rd', 'hy']) expect(contrast(t[hue]!, t[layer]!), `${hue} on ${layer}`).toBeGreaterThanOrEqual(3);
  });
  it('names on layers reach 4.5:1', () => {
    for (const layer of ['ve', 'pd', 'rd', 'hy']) expect(contrast(t.ink!, t[layer]!), layer).toBeGreaterThanOrEqual(4.5);
  });
});

describe('meaning of colours', () => {
  it('quantities of one hue in one group differ by dash', () => {
    const group = ['collagen_total', 'collagen_1', 'collagen_3', 'new_collagen', 'elastin', 'tropoelastin', 'fibronectin'];
    const looks = group.map((name) => `${markOf(name).hue} ${markOf(name).dash}`);
    expect(new Set(looks).size).toBe(group.length);
  });
  it('black on white is 21:1', () => expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5));
});
