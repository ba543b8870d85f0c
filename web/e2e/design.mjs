// A goal is asked for, its front looked at, a point opened as a plan; wrong goals; what stands in the way.
export async function design({ open, hold, figure, axe, shot, taken }) {
  const page = await open({ hash: '#design', expected: /422/ });
  const search = page.getByRole('button', { name: /^Search/ });
  await search.waitFor();
  await axe(page, 'goal');
  await shot(page, 'design-goal', { fullPage: true });

  await page.getByLabel('Begin with a goal').selectOption({ label: 'Acne scars: half the score' });
  await page.getByLabel('Redness after a session').fill('zero');
  await search.click();
  const wrong = page.locator('[id="f/limits/downtime-error"]');
  await wrong.waitFor();
  hold((await page.getByLabel('Redness after a session').getAttribute('aria-invalid')) === 'true', 'a mistake stands at its field', await wrong.innerText());
  await shot(page, 'design-mistake', { fullPage: true });
  await axe(page, 'goal with a mistake');
  await page.getByLabel('Redness after a session').fill('36 h');
  await page.getByLabel('Passes, values with commas between').fill('5, 15');
  await page.reload();
  await search.waitFor();
  hold((await page.getByLabel('Passes, values with commas between').inputValue()) === '5, 15', 'a goal survives a reload');

  await page.locator('.run').getByLabel('Options of the search').click();
  await page.locator('.run').getByLabel('Draws').fill('7');
  hold(await page.getByText('A whole number from 8 to 2000').isVisible(), 'too few draws say so beside it');
  await page.locator('.run').getByLabel('Draws').fill('8');
  await page.keyboard.press('Escape');
  const start = Date.now();
  await search.focus();
  await page.keyboard.press('Enter');
  await page.getByText('This may take a minute.').waitFor();
  await page.getByRole('heading', { name: 'What was found' }).waitFor({ timeout: 300000 });
  figure('a front found', `${((Date.now() - start) / 1000).toFixed(1)} s`);
  const points = page.getByRole('radiogroup', { name: /Plans of the front/ }).getByRole('radio');
  hold((await points.count()) > 1, 'the front has points', await points.count());
  hold(/without treatment: \d/.test(await page.locator('.two svg.chart').innerHTML()), 'chance without treatment is drawn as a line');
  hold(await page.getByRole('heading', { name: 'What stands in the way' }).isVisible(), 'what stands in the way is said');
  const chosen = () => page.locator('.point h3').innerText();
  const before = await chosen();
  await page.locator('.two svg [aria-checked="true"]').focus();
  await page.keyboard.press('ArrowLeft');
  const after = await chosen();
  hold(before !== after && (await page.evaluate(() => document.activeElement?.getAttribute('aria-checked'))) === 'true', 'arrow keys go from point to point', `${before}, ${after}`);
  await page.getByText('Cost', { exact: true }).click();
  const last = await points.count();
  await points.last().click();
  hold((await chosen()).startsWith(`Plan ${last}`), 'a press on a point chooses it');
  hold(await page.getByRole('heading', { name: 'Why not more?' }).isVisible(), 'why not more is said');
  const csv = await taken(page, () => page.getByRole('button', { name: /^data of Share who reach/ }).click());
  hold(csv.text.startsWith('plan,of 100 people'), 'the front comes as CSV');
  const svg = await taken(page, () => page.getByRole('button', { name: /^picture of Share who reach/ }).click());
  hold(svg.text.includes('without treatment'), 'the front comes as SVG');
  await axe(page, 'front, light');
  await shot(page, 'design', { fullPage: true });
  await page.emulateMedia({ colorScheme: 'dark' });
  await axe(page, 'front, dark');
  await shot(page, 'design-dark', { fullPage: true });
  await page.setViewportSize({ width: 390, height: 844 });
  hold((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0, 'nothing runs over the side on a phone');
  await shot(page, 'design-phone', { fullPage: true });
  await page.setViewportSize({ width: 1440, height: 900 });

  await page.getByRole('button', { name: 'Open as a plan' }).click();
  await page.waitForFunction(() => location.hash === '#setup');
  await page.waitForSelector('h1 textarea');
  hold(new RegExp(`plan ${last} of`).test(await page.getByLabel('Title').first().inputValue()), 'a point opens as a plan in Set up');
  await page.evaluate(() => (location.hash = '#design'));
  await page.getByText('The goal or the plan changed since').waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'What was found' }).waitFor();
  hold(true, 'what was found stays, says that the plan changed since, and is there after a reload');
  await search.click();
  // A tab that is closed before the server has answered cannot cancel any more.
  await page.getByText(/^[1-9]\d* %/).waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await search.waitFor();
  hold(true, 'a search can be cancelled');
  await page.close();
}
