import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** Not the demo's own port: a person may have that one open. */
const port = 8460;
const address = `http://127.0.0.1:${port}`;
const speed = 4;
/** `YAGURA_SCREENSHOTS=docs/images` writes the README's picture. */
const pictures = process.env['YAGURA_SCREENSHOTS'];

let demo: ChildProcess;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  demo = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      'src/cli.js',
      'demo',
      '--port',
      String(port),
      '--speed',
      String(speed),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  // The first words of the demo come when everything listens.
  if (demo.stdout) await once(demo.stdout, 'data');
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  page = await browser.newPage({
    viewport: { width: 1280, height: 860 },
    timezoneId: 'UTC',
    locale: 'en-GB',
  });
  await page.goto(address);
});

afterAll(async () => {
  await browser?.close();
  if (demo && demo.exitCode === null) {
    const gone = once(demo, 'exit');
    demo.kill('SIGTERM');
    await gone;
  }
});

const message = (text: string | RegExp) => page.getByTestId('message').filter({ hasText: text });

async function typeCommand(text: string): Promise<void> {
  await page.getByTestId('composer').fill(text);
  await page.getByTestId('send').click();
}

async function takePicture(name: string): Promise<void> {
  const picture = await page.screenshot(pictures ? { path: `${pictures}/${name}.png` } : {});
  // An empty page makes a far smaller one.
  expect(picture.length).toBeGreaterThan(20_000);
}

describe('the demo page', () => {
  it('shows the cards of the story', async () => {
    await page.getByTestId('channel-sec-alerts').click();
    await message('web-7').first().waitFor({ timeout: 60_000 });
    await message('invoices-archive').first().waitFor({ timeout: 60_000 });
    await message('Security Hub V2').first().waitFor({ timeout: 60_000 });
    await takePicture('demo');
    await message('dev-8').first().waitFor({ timeout: 60_000 });
    await message('not understood')
      .first()
      .waitFor({ timeout: 60_000 })
      .catch(() => undefined);
    await page.getByTestId('channel-sec-critical').click();
    await message('customer-exports').first().waitFor({ timeout: 60_000 });
    expect(await message('customer-exports').count()).toBe(1);
  });

  it('answers /secfind severity:critical to the one who typed it', async () => {
    await page.getByTestId('channel-sec-alerts').click();
    await typeCommand('/secfind severity:critical');
    const answer = page.getByTestId('ephemeral').last();
    await answer.waitFor({ timeout: 20_000 });
    await expect.poll(() => answer.textContent(), { timeout: 10_000 }).toMatch(/1 open/i);
    expect(await answer.textContent()).toContain('customer-exports');
  });

  it('opens the raw event for a responder, and tells a viewer which role is needed', async () => {
    // The end of the story: no card is edited under the mouse any more.
    await message(/Closed.*invoices-archive/)
      .first()
      .waitFor({ timeout: 60_000 });
    for (const [person, words] of [
      ['carol', /CryptoCurrency:EC2\/BitcoinTool/],
      ['dave', /responder/i],
    ] as const) {
      const own = await browser.newPage({ viewport: { width: 1280, height: 860 } });
      await own.goto(`${address}/?user=${person}#/sec-alerts`);
      const card = own.getByTestId('message').filter({ hasText: 'web-7' });
      await card.getByRole('button', { name: 'Raw event' }).click();
      const modal = own.getByTestId('modal');
      await expect.poll(() => modal.textContent(), { timeout: 10_000 }).toMatch(words);
      if (person === 'dave') expect(await modal.textContent()).not.toContain('BitcoinTool');
      await own.close();
    }
  });
});
