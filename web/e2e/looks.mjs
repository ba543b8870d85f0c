// What can be seen: accessibility of each view, colours of drawings in numbers, WebGL, frames, narrow windows, paper.

import { join } from 'node:path';

const views = ['setup', 'see', 'compare', 'design'];
const widest = (page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

/** Lowest contrast of marks and of text in charts against the paper, with their opacity. */
const contrasts = (page) => page.evaluate(() => {
  const parse = (text) => (text.match(/[\d.]+/g) ?? []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)).reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const paper = parse(getComputedStyle(document.body).backgroundColor);
  const against = (colour, opacity) => {
    const mixed = colour.slice(0, 3).map((v, i) => v * opacity + paper[i] * (1 - opacity));
    const [low, high] = [light(mixed), light(paper)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const lowest = { text: [Infinity, ''], mark: [Infinity, ''] };
  const note = (kind, value, element) => { if (value < lowest[kind][0]) lowest[kind] = [value, `${element.tagName}.${element.getAttribute('class')} ${element.textContent.slice(0, 30)}`]; };
  for (const element of document.querySelectorAll('svg.chart .line, svg.chart .mark, svg.chart .whisker, svg.chart .axis, svg.chart .cursor, svg.chart text')) {
    const style = getComputedStyle(element);
    if (element.tagName === 'text') note('text', against(parse(style.fill), Number(style.opacity)), element);
    else if (style.stroke !== 'none') note('mark', against(parse(style.stroke), Number(style.opacity)), element);
    else if (style.fill !== 'none') note('mark', against(parse(style.fill), Number(style.opacity)), element);
  }
  return lowest;
});

export async function looks({ open, hold, figure, curves, drawn, shot, axe }) {
  for (const colorScheme of ['light', 'dark']) {
    const page = await open({ colorScheme });
    await curves(page);
    for (const view of views) {
      await page.evaluate((to) => (location.hash = to), `#${view}`);
      await page.waitForSelector(view === 'see' ? '#fields figure' : 'main h1, main h2');
      await drawn(page);
      await axe(page, `${view}, ${colorScheme}`);
      await shot(page, `${view}-${colorScheme}`, { fullPage: view === 'setup' });
    }
    await page.evaluate(() => (location.hash = '#see'));
    await page.waitForSelector('#fields figure');
    const { text, mark } = await contrasts(page);
    hold(text[0] >= 4.5 && mark[0] >= 3, `colours of charts, ${colorScheme}`, `text ${text[0].toFixed(1)} (${text[1]}), marks ${mark[0].toFixed(1)} (${mark[1]})`);

    await page.locator('.view').scrollIntoViewIfNeeded();
    // Its own context is there once the drawing has given the canvas its size.
    await page.waitForFunction(() => document.querySelector('.view canvas')?.width > 310);
    await page.waitForTimeout(600);
    const pixels = await page.evaluate(() => {
      const gl = document.querySelector('.view canvas').getContext('webgl2');
      const px = new Uint8Array(gl.drawingBufferWidth * gl.drawingBufferHeight * 4);
      gl.readPixels(0, 0, gl.drawingBufferWidth, gl.drawingBufferHeight, gl.RGBA, gl.UNSIGNED_BYTE, px);
      const seen = new Set();
      for (let i = 0; i < px.length; i += 404) seen.add(`${px[i]},${px[i + 1]},${px[i + 2]}`);
      return { live: !gl.isContextLost(), colours: seen.size, corner: [...px.slice(0, 3)].join() };
    });
    hold(pixels.live && pixels.colours > 8 && pixels.corner === (colorScheme === 'light' ? '255,255,255' : '20,24,29'), `WebGL draws on the paper of the page, ${colorScheme}`, JSON.stringify(pixels));
    await shot(page, `see-block-${colorScheme}`);

    if (colorScheme === 'light') {
      await page.evaluate(() => scrollTo(0, 0));
      const frames = await page.evaluate(async () => {
        const input = document.querySelector('.slider input');
        const move = async (from, to) => {
          const start = performance.now();
          for (let i = from; i < to; i++) {
            input.value = String(i * 3);
            input.dispatchEvent(new Event('input', { bubbles: true }));
            await new Promise(requestAnimationFrame);
          }
          return (1000 * (to - from)) / (performance.now() - start);
        };
        // The first moves compile; what counts is how it goes on.
        await move(0, 30);
        return Math.max(await move(30, 130), await move(0, 100));
      });
      figure('slider, frames a second (software drawing)', frames.toFixed(0));
      hold(frames >= 5, 'the slider moves smoothly', `${frames.toFixed(0)} frames a second`);
      await page.emulateMedia({ media: 'print', colorScheme: 'light' });
      const printed = await page.evaluate(() => ({ controls: [...document.querySelectorAll('button, input, select, nav, header .bar')].filter((one) => one.getClientRects().length).length, paper: getComputedStyle(document.body).backgroundColor }));
      hold(printed.controls === 0 && printed.paper === 'rgb(255, 255, 255)', 'on paper there are no controls, and it is white', JSON.stringify(printed));
      await page.evaluate(() => (document.documentElement.dataset.paper = ''));
      await drawn(page);
      if (process.env.SHOTS) await page.pdf({ path: join(process.env.SHOTS, 'print.pdf'), format: 'A4' });
      await page.emulateMedia({ media: 'screen' });
    }
    await page.context().close();
  }
  for (const width of [390, 768]) {
    const page = await open({ colorScheme: 'light', viewport: { width, height: 844 }, hasTouch: width < 500, deviceScaleFactor: 1 });
    for (const view of views) {
      await page.evaluate((to) => (location.hash = to), `#${view}`);
      await page.waitForSelector(view === 'see' ? '#fields figure' : 'main h1, main h2');
      await drawn(page);
      const over = await widest(page);
      hold(over <= 0, `nothing runs over the side: ${view}, ${width} px`, over > 0 ? `${over} px` : '');
      await shot(page, `${view}-${width}`, { fullPage: true });
    }
    await page.context().close();
  }
  const forced = await open({ forcedColors: 'active', reducedMotion: 'reduce', contrast: 'more' });
  await curves(forced);
  await shot(forced, 'forced-colours');
  await axe(forced, 'forced colours, more contrast');
  await forced.context().close();
}
