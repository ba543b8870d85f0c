// A real server, the built page in front of it, one browser; what holds is printed line by line.
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { startPage, startProgram } from './server.mjs';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const shots = process.env.SHOTS;
if (shots) mkdirSync(shots, { recursive: true });

export async function bench() {
  const behind = { server: await startProgram('first') };
  const front = await startPage(behind);
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--enable-unsafe-swiftshader'] });
  const figures = [];
  let failed = 0;

  function hold(holds, what, detail = '') {
    console.log(`${holds ? 'ok  ' : 'FAIL'} ${what}${detail === '' ? '' : `: ${detail}`}`);
    if (!holds) failed++;
  }

  /** A page of a new visitor, or of one who was here before. `expected`: answers that the browser logs as errors. */
  async function open({ context, hash = '', expected = /$^/, ...options } = {}) {
    const visitor = context ?? (await browser.newContext({ viewport: { width: 1440, height: 900 }, acceptDownloads: true, ...options }));
    const page = await visitor.newPage();
    page.on('console', (message) => message.type() === 'error' && !expected.test(message.text()) && hold(false, 'no error in the console', message.text()));
    page.on('pageerror', (error) => hold(false, 'no exception', error.message));
    page.on('request', (request) => /^(blob|data):/.test(request.url()) || request.url().startsWith(front.origin) || hold(false, 'no request leaves the origin', request.url()));
    await page.goto(`${front.origin}/?token=${behind.server.token}`);
    await page.waitForSelector('h1 textarea');
    if (hash) await page.evaluate((to) => (location.hash = to), hash);
    return page;
  }

  const curves = (page) => page.waitForFunction(() => document.querySelector('aside svg.chart path.line, .curves svg.chart path.line'));
  const shot = (page, name, options = {}) => (shots ? page.screenshot({ path: join(shots, `${name}.png`), ...options }) : undefined);

  /** What was asked of the page stands on the screen. */
  const drawn = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

  async function axe(page, what) {
    // Evaluated by the debugger, so the content policy stays as it is.
    await page.evaluate(axeSource);
    const found = await page.evaluate(() => globalThis.axe.run());
    hold(found.violations.length === 0, `axe finds nothing: ${what}`, found.violations.map((one) => `${one.id} (${one.nodes.length}) ${one.nodes[0].target}`).join(' | '));
  }

  /** Tab until the focused element is the wanted one. */
  async function tabTo(page, wanted, key = 'Tab') {
    for (let n = 0; n < 400; n++) {
      await page.keyboard.press(key);
      if (await page.evaluate(({ selector, text }) => {
        const at = document.activeElement;
        return at?.matches(selector) && (!text || (at.getAttribute('aria-label') ?? at.textContent).includes(text));
      }, wanted)) return true;
    }
    throw new Error(`the keyboard does not reach ${wanted.selector} ${wanted.text ?? ''}`);
  }

  /** What a click saves. Chromium now and then drops one of many downloads within seconds: nobody clicks so fast. */
  async function taken(page, click, again = 2) {
    const pressed = Promise.all([page.waitForEvent('download', { timeout: 6000 }), click()]);
    const [download] = await pressed.catch((error) => {
      if (again === 0) throw error;
      return [null];
    });
    if (!download) return taken(page, click, again - 1);
    return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
  }

  async function end() {
    await browser.close();
    front.stop();
    await behind.server.stop();
    return failed;
  }
  return { behind, browser, front, hold, figure: (name, value) => figures.push([name, value]), figures, open, curves, drawn, shot, axe, tabTo, taken, end };
}
