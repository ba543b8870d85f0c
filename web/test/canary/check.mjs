// A checker that says nothing may have checked nothing: both must refuse the files beside this one.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const tool = (name) => fileURLToPath(new URL(`../../node_modules/.bin/${name}`, import.meta.url));
const said = (name, ...args) => spawnSync(tool(name), args, { encoding: 'utf8' }).stdout;

const caught = {
  'tsc, in TypeScript': /wrong\.ts.*TS2322/.test(said('tsc', '--noEmit', '-p', here)),
  ...(() => {
    const out = said('svelte-check', '--tsconfig', `${here}tsconfig.json`, '--workspace', here, '--output', 'machine');
    return { 'svelte-check, in TypeScript': /ERROR "[^"]*wrong\.ts"/.test(out), 'svelte-check, in a component': /ERROR "[^"]*Wrong\.svelte"/.test(out) };
  })(),
};
for (const [name, yes] of Object.entries(caught)) console.log(`${yes ? 'caught' : 'MISSED'}: ${name}`);
process.exit(Object.values(caught).every(Boolean) ? 0 : 1);
