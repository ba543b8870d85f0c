// Plans beside each other: made, changed, compared, looked at, used; wrong and refused ones; after a reload; on a phone.
export async function compare({ open, hold, figure, axe, shot, tabTo, taken }) {
  const page = await open({ hash: '#compare', expected: /422|409/ });
  await page.getByRole('button', { name: 'Add a variant of A' }).click();
  hold((await page.evaluate(() => document.activeElement?.id)) === 'editor-title', 'a new variant opens its editor and has the focus');
  const length = page.getByLabel('Needle length').and(page.locator('input[type="text"]'));
  await length.fill('2');
  await page.getByText('Needle length 2 mm instead of').waitFor();
  hold(true, 'what differs stands in words');
  await axe(page, 'editor of a variant');
  await shot(page, 'compare-editor', { fullPage: true });

  await page.getByText('Technique', { exact: true }).click();
  await page.getByLabel('Passes').fill('zero');
  await page.getByText('One thing to correct').waitFor();
  await page.getByRole('button', { name: 'Compare these plans' }).click();
  await page.getByText('Plan B: Passes must be').waitFor();
  hold((await page.getByLabel('Passes').getAttribute('aria-invalid')) === 'true', 'a mistake stands at its field and beside the button');
  await shot(page, 'compare-mistake', { fullPage: true });
  await page.getByLabel('Passes').fill('10');
  await page.getByRole('button', { name: 'Done' }).click();

  await page.getByRole('button', { name: 'Open a plan beside it' }).click();
  await page.getByRole('button', { name: /^Atrophic.*with a pen/ }).click();
  await page.getByText(/Device Pen with 12 pins/).waitFor();
  await page.reload();
  await page.getByText('Passes 10 instead of 15').waitFor();
  hold((await page.getByRole('button', { name: /^Use this plan/ }).count()) === 2, 'variants survive a reload');

  await page.locator('.run').getByLabel('Options of the comparison').click();
  await page.locator('.run').getByLabel('Draws').fill('a few');
  hold(await page.getByText('A whole number from 0 to 2000').isVisible(), 'a wrong number of draws says so beside it');
  await page.locator('.run').getByLabel('Draws').fill('8');
  await page.keyboard.press('Escape');
  const start = Date.now();
  await tabTo(page, { selector: 'button', text: 'Compare these plans' });
  await page.keyboard.press('Enter');
  await page.getByRole('progressbar', { name: 'Compare these plans' }).waitFor();
  await page.getByRole('heading', { name: 'What differs', exact: true }).waitFor({ timeout: 300000 });
  figure('three plans compared', `${((Date.now() - start) / 1000).toFixed(1)} s`);
  await page.locator('#skins svg.chart').first().waitFor();

  const tops = await page.locator('#skins .surface').evaluateAll((lines) => lines.map((line) => Math.round(line.getBoundingClientRect().top)));
  const cuts = await page.locator('#skins figure .scale path').evaluateAll((bars) => bars.map((bar) => Math.round(bar.getBoundingClientRect().width)));
  hold(new Set(cuts).size === 1 && cuts.length === 3, 'the cuts have one scale', cuts.join(' '));
  hold(new Set(tops.filter((_, n) => n % 2 === 0)).size === 1, 'their surfaces are level', tops.join(' '));
  const slider = page.getByRole('slider', { name: 'Time', exact: true });
  await slider.focus();
  for (let n = 0; n < 60; n++) await page.keyboard.press('ArrowRight');
  const said = await slider.getAttribute('aria-valuetext');
  const titles = await page.locator('#skins h3').allInnerTexts();
  hold(titles.every((title) => title.endsWith(said)) && said !== 'day 0', 'one slider moves all of them by keyboard', titles.join(' | '));
  await page.getByText('beside each other', { exact: true }).click();
  const ticks = await page.locator('#courses .columns svg').evaluateAll((charts) => charts.map((chart) => [...chart.querySelectorAll('.tick')].map((tick) => tick.textContent).join(' ')));
  hold(ticks.length === 3 && new Set(ticks).size === 1, 'curves beside each other have locked scales');
  await page.getByText('over each other', { exact: true }).click();
  const dashes = await page.locator('#courses path.line').evaluateAll((lines) => lines.map((line) => line.getAttribute('stroke-dasharray')));
  hold(new Set(dashes).size === 3, 'curves differ by dash as well as by colour');

  const rows = () => page.locator('#endpoints tbody tr').count();
  const few = await rows();
  await page.getByRole('button', { name: /^All \d+ endpoints/ }).click();
  hold((await rows()) > few, 'all endpoints come on demand', `${few}, ${await rows()}`);
  const table = await taken(page, () => page.getByRole('button', { name: 'data of all endpoints as CSV' }).click());
  hold(table.text.startsWith('name,title,group,unit,A median') && table.text.includes('B - A says'), 'the endpoints come as CSV');
  const drawing = await taken(page, () => page.getByRole('button', { name: 'picture of Endpoints of the plans' }).click());
  hold(drawing.name.endsWith('.svg') && drawing.text.includes('True depth'), 'figures come as SVG');
  const report = await page.request.get(await page.getByRole('link', { name: 'Report of the comparison' }).evaluate((link) => link.href));
  hold(report.ok() && (await report.text()).includes('<html'), 'the report of the comparison opens');
  for (let y = 0; y < 9000; y += 700) await page.evaluate((to) => scrollTo(0, to), y);
  await axe(page, 'comparison, light');
  await shot(page, 'compare', { fullPage: true });
  await page.emulateMedia({ colorScheme: 'dark' });
  await axe(page, 'comparison, dark');
  await shot(page, 'compare-dark', { fullPage: true });
  await page.setViewportSize({ width: 390, height: 844 });
  hold((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0, 'nothing runs over the side on a phone');
  await axe(page, 'comparison, phone');
  await shot(page, 'compare-phone', { fullPage: true });
  await page.setViewportSize({ width: 1440, height: 900 });

  await page.getByRole('button', { name: 'Use this plan (C)' }).click();
  await page.getByText('The two plans changed places.').waitFor();
  await page.getByText('The plans changed since').waitFor();
  hold(await page.getByRole('heading', { name: /A The plan of this page/ }).locator('xpath=..').innerText().then((text) => text.includes('Pen')), 'a variant becomes the plan of the page');
  await page.getByRole('button', { name: 'Compare again' }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Compare again' }).waitFor();
  hold(true, 'a comparison can be cancelled');

  await page.getByRole('button', { name: 'Add a variant of A' }).click();
  await page.locator('.editor').getByText('Products', { exact: true }).click();
  await page.getByRole('button', { name: 'Add a product' }).click();
  await page.getByLabel('Product', { exact: true }).selectOption('tinted-sunscreen');
  await page.getByText('With Tinted sunscreen').waitFor();
  await page.getByRole('button', { name: 'Compare again' }).click();
  await page.getByRole('heading', { name: 'A plan is contraindicated' }).waitFor();
  hold(await page.getByRole('button', { name: 'Go on with this reason' }).isDisabled(), 'a contraindicated plan is refused until a reason is given');
  await shot(page, 'compare-refused', { fullPage: true });
  await page.getByLabel('Reason').fill('teaching');
  await page.getByRole('button', { name: 'Go on with this reason' }).click();
  await page.locator('#skins figure').nth(3).waitFor({ timeout: 300000 });
  hold((await page.locator('#skins figure').count()) === 4, 'with a reason four plans stand side by side');
  await shot(page, 'compare-four', { fullPage: true });
  await page.close();
}
