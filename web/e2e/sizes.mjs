// What a browser has to fetch before the form is there, and for the block of skin.
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

export function sizes({ hold, figure }) {
  const dist = new URL('../dist/', import.meta.url);
  const packed = (path) => gzipSync(readFileSync(new URL(path, dist)), { level: 9 }).length / 1000;
  const first = [...readFileSync(new URL('index.html', dist), 'utf8').matchAll(/"\.\/(assets\/[^"]+\.js)"/g)].reduce((sum, [, path]) => sum + packed(path), 0);
  const three = packed(`assets/${readdirSync(new URL('assets/', dist)).find((name) => /^three-.*\.js$/.test(name))}`);
  figure('scripts before the form, compressed', `${first.toFixed(1)} kB`);
  figure('three.js, compressed', `${three.toFixed(1)} kB`);
  hold(first <= 60, 'the first scripts are at most 60 kB', `${first.toFixed(1)} kB`);
  hold(three <= 160, 'three.js is at most 160 kB', `${three.toFixed(1)} kB`);
}
