// Everything that only a browser and a real server can show: `PERCUTA=… npm run e2e`, after `npm run build`.
import { bench } from './harness.mjs';
import { compare } from './compare.mjs';
import { design } from './design.mjs';
import { failures } from './failures.mjs';
import { keyboard, mouse } from './flow.mjs';
import { looks } from './looks.mjs';
import { sizes } from './sizes.mjs';

const parts = { sizes, mouse, keyboard, looks, compare, design, failures };
const wanted = process.argv[2];
const start = Date.now();
const all = await bench();
for (const [name, part] of Object.entries(parts)) {
  if (wanted && wanted !== name) continue;
  const began = Date.now();
  try {
    await part(all);
  } catch (error) {
    all.hold(false, `${name} comes to its end`, error.message.split('\n').slice(0, 3).join(' '));
  }
  all.figures.push([`part ${name}`, `${Math.round((Date.now() - began) / 1000)} s`]);
}
const failed = await all.end();
all.figures.push(['all checks', `${Math.round((Date.now() - start) / 1000)} s`]);
console.log(`\n${all.figures.map(([name, value]) => `${name.padEnd(52)} ${value}`).join('\n')}\n\n${failed ? `${failed} failed` : 'all well'}`);
process.exit(failed ? 1 : 0);
