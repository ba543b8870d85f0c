// From an example to the files of its result, once with the mouse and once by keyboard alone.

/** Milliseconds from an edit to the curves of the new plan, both seen from inside the page. */
export async function editToCurves(page, press) {
  await page.evaluate(() => {
    const lines = () => [...document.querySelectorAll('svg.chart path.line:not(.ghost)')].map((line) => line.getAttribute('d')).join();
    const old = lines();
    let start = 0;
    addEventListener('input', () => (start ||= performance.now()), { capture: true, once: true });
    globalThis.drawn = new Promise((done) => {
      const watch = new MutationObserver(() => {
        if (!start || document.querySelector('.stale') || lines() === old) return;
        watch.disconnect();
        requestAnimationFrame(() => done(performance.now() - start));
      });
      watch.observe(document.body, { subtree: true, attributes: true, childList: true });
    });
  });
  await press();
  return page.evaluate(() => Promise.race([globalThis.drawn, new Promise((done) => setTimeout(() => done(Infinity), 20000))]));
}

export async function mouse({ open, hold, figure, curves, shot, taken, front }) {
  const page = await open({ colorScheme: 'light' });
  await curves(page);
  const first = await page.evaluate(() => performance.now());
  figure('first chart after opening the page', `${Math.round(first)} ms`);
  hold(first < 15000, 'the first chart comes soon after opening', `${Math.round(first)} ms`);

  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await page.getByRole('button', { name: /numbing/i }).first().click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: 'Redo' }).click();
  const title = await page.getByLabel('Title').inputValue();
  hold(title !== '', 'an example opens, and undo and redo go over it', title);

  const dial = page.getByRole('slider', { name: 'Needle length' });
  await dial.focus();
  const times = [];
  for (let n = 0; n < 5; n++) {
    times.push(await editToCurves(page, () => page.keyboard.press('ArrowRight')));
  }
  times.sort((a, b) => a - b);
  figure('edit to new curves, Set up (median, worst of 5)', `${Math.round(times[2])} ms, ${Math.round(times[4])} ms`);
  hold(times[2] < 10000, 'curves follow an edit', `${times.map(Math.round).join(', ')} ms`);
  hold((await page.locator('aside .ghost').count()) >= 3, 'the plans before stay as faint lines');
  hold(await page.getByText('Preview without intervals').isVisible(), 'a preview says that it has no intervals');

  const exported = await taken(page, () => page.getByRole('button', { name: 'Export' }).click());
  const again = await page.evaluate(async (text) => (await (await fetch('/api/v1/plan/read', { method: 'POST', headers: { 'Content-Type': 'text/plain' }, body: text })).json()).plan, exported.text);
  const kept = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('percuta.plan.')).map((key) => JSON.parse(localStorage.getItem(key))).sort((a, b) => b.when - a.when)[0].plan);
  const sorted = (value) => (value && typeof value === 'object' && !Array.isArray(value) ? Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])])) : Array.isArray(value) ? value.map(sorted) : value);
  hold(JSON.stringify(sorted(again)) === JSON.stringify(sorted(kept)), 'an exported plan file reads as the same plan', exported.name);

  await page.getByLabel('Options of a run').click();
  await page.getByLabel('Draws').fill('many');
  hold(await page.getByText('A whole number from 0 to 2000').isVisible(), 'a wrong number of draws says so and stays');
  await page.getByLabel('Draws').fill('16');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByText('Run finished').waitFor({ timeout: 60000 });
  const opened = await page.evaluate(() => {
    const start = performance.now();
    location.hash = '#see';
    return new Promise((done) => {
      const look = () => (document.querySelector('.curves path.line') ? done(performance.now() - start) : requestAnimationFrame(look));
      look();
    });
  });
  figure('first chart after opening See', `${Math.round(opened)} ms`);
  hold(opened < 10000, 'the first chart of See comes at once', `${Math.round(opened)} ms`);
  await page.evaluate(() => (location.hash = '#setup'));
  await page.getByRole('link', { name: 'See', exact: true }).click();
  await page.waitForSelector('#take');
  hold(await page.getByText('90 % intervals from 16 draws').isVisible(), 'the run has intervals');
  hold((await page.locator('.curves .plot path.band').count()) === 2, 'the curve has a band of half of the draws inside that of 90 of 100');
  await page.waitForSelector('#fields figure');
  await shot(page, 'see-run');

  const before = await page.locator('.now strong').innerText();
  const { width } = await page.locator('.slider input').boundingBox();
  await page.locator('.slider input').click({ position: { x: width * 0.6, y: 11 } });
  hold((await page.locator('.now strong').innerText()) !== before, 'the slider moves the time', await page.locator('.now strong').innerText());

  const count = await page.locator('.see figure').count();
  const wrong = [];
  for (let n = 0; n < count; n++) {
    const one = page.locator('.see figure').nth(n);
    const name = await one.locator('h3').first().innerText();
    const data = await taken(page, () => one.getByRole('button', { name: /^data/ }).click());
    if (!/^[^\r\n]+,[^\r\n]+\r\n[^\r\n]+/.test(data.text)) wrong.push(`${name}: data`);
    const picture = await taken(page, () => one.getByRole('button', { name: /^picture/ }).click());
    const good = picture.name.endsWith('.png') ? picture.text.includes('PNG') : picture.text.startsWith('<svg') && !/NaN|undefined/.test(picture.text);
    if (!good || picture.text.length < 600) wrong.push(`${name}: picture`);
  }
  hold(count >= 10 && wrong.length === 0, `each of ${count} figures gives its data and its picture`, wrong.join(', '));

  const files = await page.locator('#take li button').allInnerTexts();
  const got = [];
  for (const name of files.filter((text) => /\.\w+$/.test(text))) {
    await page.locator('#take').getByRole('button', { name, exact: true }).click();
    await page.waitForFunction((file) => document.querySelector('#take [role=status]')?.textContent.startsWith(file), name);
    const said = await page.locator('#take [role=status]').innerText();
    got.push(said);
  }
  hold(got.every((said) => said.endsWith('saved.')), `${got.length} files can be taken away`, got.filter((said) => !said.endsWith('saved.')).join(' '));
  const report = await page.locator('#take').getByRole('link', { name: 'Open the report' }).getAttribute('href');
  const paper = await page.context().newPage();
  const complaints = [];
  paper.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  const answer = await paper.goto(front.origin + report);
  hold(answer.ok() && complaints.length === 0, 'the report opens as it was made', complaints[0] ?? '');
  await paper.close();

  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.locator('#take').getByRole('button', { name: 'Copy link' }).click();
  await page.locator('#take').getByText('Link copied').waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const shared = await open();
  await shared.evaluate((hash) => (location.hash = hash), new URL(link).hash);
  await shared.waitForFunction((text) => document.querySelector('h1 textarea')?.value === text, title);
  hold(!shared.url().includes('plan='), 'a link carries the plan to another browser, and leaves the address bar');

  await page.evaluate(() => (location.hash = '#see/closure'));
  await page.waitForFunction(() => Math.abs(document.getElementById('closure').getBoundingClientRect().top) < 300);
  hold(true, 'a fragment with a section goes there');
  const curve = await editToCurves(page, async () => {
    await page.getByLabel('Passes').fill('7');
  });
  figure('edit to new curves, See', `${Math.round(curve)} ms`);
  hold(curve < 10000 && (await page.locator('.curves .ghost').count()) > 0, 'See follows an edit, with the run before as a faint line', `${Math.round(curve)} ms`);
  await shared.context().close();
  await page.context().close();
}

export async function keyboard({ open, hold, curves, tabTo, taken }) {
  const page = await open({ colorScheme: 'dark' });
  await curves(page);
  await page.keyboard.press('Tab');
  hold((await page.locator(':focus').innerText()) === 'Skip to the plan', 'the first Tab reaches the skip link');
  await tabTo(page, { selector: 'button', text: 'Open' });
  await page.keyboard.press('Enter');
  await tabTo(page, { selector: 'dialog button.link', text: 'Facial' });
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('h1 textarea').value.startsWith('Facial'));
  await tabTo(page, { selector: 'input[type=range]' });
  await page.keyboard.press('ArrowLeft');
  await tabTo(page, { selector: 'input', text: '' }, 'Tab');
  await page.keyboard.press('Control+Enter');
  await page.getByText('Run finished').waitFor({ timeout: 60000 });
  await tabTo(page, { selector: 'nav a', text: 'See' }, 'Shift+Tab');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#take');
  await tabTo(page, { selector: '.slider input' });
  const before = await page.locator('.now strong').innerText();
  for (let n = 0; n < 20; n++) await page.keyboard.press('ArrowRight');
  const after = await page.locator('.now strong').innerText();
  hold(before !== after, 'by keyboard: example, edit, run, slider', `${before} to ${after}`);
  await tabTo(page, { selector: '.curves [role=slider]' });
  await page.keyboard.press('ArrowRight');
  hold((await page.locator('.now strong').innerText()) !== after, 'by keyboard: the cursor of the chart', await page.locator('.curves [role=slider]').getAttribute('aria-valuetext'));
  await tabTo(page, { selector: '.curves button', text: 'data' });
  hold((await taken(page, () => page.keyboard.press('Enter'))).text.includes('[day]'), 'by keyboard: the data of a figure');
  await tabTo(page, { selector: '#fields [role=application]' });
  const value = () => page.locator('#field-value').innerText();
  const here = await value();
  await page.keyboard.press('ArrowDown');
  hold((await value()) !== here, 'by keyboard: the value in a field', await value());
  await tabTo(page, { selector: '#take button', text: 'plan.toml' });
  hold((await taken(page, () => page.keyboard.press('Enter'))).text.includes('plan_version'), 'by keyboard: a file to take away');
  await page.context().close();
}
