// What goes wrong is said where it happens, and loses nothing.
import { startProgram } from './server.mjs';

const file = (device) => `plan_version = 1\ntitle = "Pasted"\n[subject]\nage = "40 yr"\nsex = "female"\nphototype = 2\nsite = "cheek"\n[concern]\nkind = "wrinkle"\n[device]\nmodel = "${device}"\n[technique]\npasses = 4\n[schedule]\nsessions = 2\ninterval = "4 wk"\n`;

export async function failures({ open, hold, behind, curves, shot, front, axe }) {
  const expected = /status of (4\d\d|5\d\d)|ERR_|EventSource/;
  const page = await open({ colorScheme: 'light', expected });
  await curves(page);

  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await page.getByLabel('Paste a plan file').fill('plan_version = 1\ntitle = "open\n');
  await page.getByRole('button', { name: 'Open this text' }).click();
  const wrong = await page.getByRole('alert').innerText();
  hold(/^Line 2/.test(wrong), 'a broken plan file names its line', wrong);
  await page.getByLabel('Paste a plan file').fill('plan_version = 1\nsubject = 4\nproduct = "cream"\n');
  await page.getByRole('button', { name: 'Open this text' }).click();
  await page.getByText('"subject" must be a table').waitFor();
  hold(true, 'a plan whose tables are none is not opened');
  await page.getByLabel('A plan file', { exact: true }).setInputFiles({ name: 'face.png', mimeType: 'image/png', buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0xff]) });
  await page.getByText('face.png is no text.').waitFor();
  await page.getByLabel('A plan file', { exact: true }).setInputFiles({ name: 'long.toml', mimeType: 'text/plain', buffer: Buffer.alloc(2_000_000, '#') });
  await page.getByText('long.toml is larger than 1 MB.').waitFor();
  hold(true, 'a picture and a file that is too large are refused with a reason');
  await page.getByLabel('Paste a plan file').fill(file('dermaroler-mf8'));
  await page.getByRole('button', { name: 'Open this text' }).click();
  await page.getByText('One thing to correct').waitFor();
  hold((await page.locator('[id="f/device/model"]').inputValue()) === 'dermaroler-mf8' && (await page.getByText(/did you mean/).count()) > 0, 'an unknown device stays, with what may be meant');
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('One thing to correct').waitFor({ state: 'detached' });

  await page.evaluate(() => (location.hash = '#plan=broken'));
  await page.getByText('The plan of that link could not be read.').waitFor();
  hold((await page.getByLabel('Title').first().inputValue()) !== '', 'a link that cannot be read says so and changes nothing');
  await page.getByRole('region', { name: 'Notices' }).getByRole('button', { name: 'Close' }).click();

  const age = page.locator('[id="f/subject/age"]');
  await age.fill('32 mm');
  await page.getByText('One thing to correct').waitFor();
  hold((await age.getAttribute('aria-invalid')) === 'true' && (await age.inputValue()) === '32 mm', 'a wrong unit stays in its field, with what is wrong beside it');
  hold(await page.getByText('Waits for a complete plan.').isVisible(), 'previews wait for a complete plan, and say so');
  await axe(page, 'with an invalid field');
  await age.fill('32');
  await page.getByText('One thing to correct').waitFor({ state: 'detached' });

  const bleeding = page.getByRole('radiogroup', { name: 'Bleeding or clotting disorder' });
  await bleeding.getByText('Yes').click();
  await page.getByText('Not run, because screening bars it:').waitFor();
  hold(true, 'what screening bars is not previewed, and says why');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('heading', { name: 'This plan is contraindicated' }).waitFor();
  await axe(page, 'a refused plan');
  await shot(page, 'refused');
  await page.getByLabel('Reason').fill('Only to see what the model says');
  await page.getByRole('button', { name: 'Run with this reason' }).click();
  await page.getByText('Run finished').waitFor({ timeout: 60000 });
  hold(true, 'a contraindicated plan runs with a reason alone');
  await bleeding.getByText('Not asked').click();

  // Too busy once, then well.
  let times = 0;
  await page.route('**/api/v1/runs', (route) => (times++ === 0 ? route.fulfill({ status: 429, headers: { 'Retry-After': '2' }, contentType: 'application/problem+json', body: '{"title":"Too much is waiting","status":429}' }) : route.continue()));
  await page.getByLabel('Passes').fill('9');
  await page.getByText(/Tried again in/).waitFor();
  await page.waitForFunction(() => !document.querySelector('.stale') && document.querySelector('.what strong'));
  hold(times >= 2, 'a busy server is asked again after the wait it named');
  await page.unroute('**/api/v1/runs');

  await page.route('**/plan/check', (route) => route.fulfill({ status: 200, contentType: 'application/json', body: '<html>' }));
  await page.getByLabel('Passes').fill('8');
  await page.getByText('something that this page cannot read').waitFor();
  hold(true, 'an answer that cannot be read is said, and nothing else breaks');
  await page.unroute('**/plan/check');
  await page.getByLabel('Passes').fill('7');
  await page.getByText('something that this page cannot read').waitFor({ state: 'detached' });

  // A long run: its stream breaks and it is asked instead; then it is cancelled.
  await page.getByLabel('Options of a run').click();
  await page.getByLabel('Draws').fill('2000');
  await page.keyboard.press('Escape');
  await page.route('**/events', (route) => route.abort());
  await page.keyboard.press('Control+Enter');
  await page.getByRole('button', { name: /Cancel [1-9]/ }).waitFor({ timeout: 20000 });
  hold(true, 'progress comes also without the stream of events');
  await page.getByRole('button', { name: /Cancel/ }).click();
  await page.getByRole('button', { name: 'Run', exact: true }).waitFor();
  const states = await page.evaluate(async () => {
    const ids = performance.getEntriesByType('resource').map((one) => /runs\/([^/]+)$/.exec(one.name)?.[1]).filter(Boolean);
    return Promise.all([...new Set(ids)].slice(-1).map(async (id) => (await (await fetch(`/api/v1/runs/${id}`)).json()).state));
  });
  hold(states.includes('cancelled'), 'a cancelled run ends at the server', states.join());
  await page.unroute('**/events');

  // Two tabs of one plan.
  const other = await open({ context: page.context(), expected });
  await other.waitForFunction(() => document.querySelector('h1 textarea').value !== '');
  await other.getByLabel('Passes').fill('3');
  await page.getByText('Another tab changed this plan.').waitFor();
  await page.getByLabel('Passes').fill('11');
  await page.reload();
  await other.reload();
  const passes = async (tab) => (await tab.waitForSelector('[id="f/technique/passes"]')).inputValue();
  const both = [await passes(page), await passes(other)];
  hold(both.join() === '11,3', 'two tabs keep a plan each, and say so', both.join());
  await other.close();

  // The server is ended under a run, and started anew with another token.
  await curves(page);
  await page.getByLabel('Options of a run').click();
  await page.getByLabel('Draws').fill('2000');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('button', { name: /Cancel [1-9]/ }).waitFor({ timeout: 20000 });
  await behind.server.stop();
  await page.getByText(/The server is closing|The server does not answer/).first().waitFor();
  hold(true, 'a server that closes under a run is noticed');
  await page.getByLabel('Passes').fill('12');
  await page.getByText('The server does not answer.').waitFor();
  behind.server = await startProgram('second');
  await page.getByText('Open the address that the terminal printed; your plan is kept.').waitFor({ timeout: 20000 });
  await axe(page, 'a server that was started anew');
  await shot(page, 'anew');
  const door = await page.context().newPage();
  await door.goto(`${front.origin}/?token=second`);
  await door.waitForSelector('h1 textarea');
  await door.close();
  await page.getByText('Open the address that the terminal printed').waitFor({ state: 'detached', timeout: 20000 });
  await page.waitForFunction(() => document.querySelector('.what strong') && !document.querySelector('.stale'), undefined, { timeout: 20000 });
  hold((await passes(page)) === '12', 'once its address is opened, the page goes on with the plan');
  await page.context().close();
}
