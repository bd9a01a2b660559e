import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningDemo, startDemo } from '../support/demo.ts';

const port = 8460;
const address = `http://127.0.0.1:${port}`;
const speed = 4;
/** `YAGURA_SCREENSHOTS=docs/images` writes the README's picture. */
const pictures = process.env['YAGURA_SCREENSHOTS'];

let demo: RunningDemo | undefined;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  demo = await startDemo(port, '--speed', String(speed));
  ({ browser } = demo);
  page = await browser.newPage({
    viewport: { width: 1280, height: 860 },
    timezoneId: 'UTC',
    locale: 'en-GB',
  });
  await page.goto(address);
});

afterAll(() => demo?.stop());

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

/** The messages of the story that a picture shows side by side, in the order they are read. */
const told = [
  ['sec-critical', /First: make the credentials inactive/],
  ['sec-critical', /Y\d+ · Nobody has taken this/],
  ['sec-critical', /Y\d+: @bob has it now/],
  ['sec-alerts', /S1 has ended: its time was up/],
  ['sec-alerts', /\d (?:more )?cases in/],
  ['sec-alerts', /: 1 overdue/],
] as const;

/** Waits until a channel shows it, and takes its picture. */
async function pictureOf(channel: string, words: RegExp): Promise<Buffer> {
  const own = await browser.newPage({
    viewport: { width: 920, height: 900 },
    ...{ timezoneId: 'UTC', locale: 'en-GB' },
  });
  await own.goto(`${address}/?user=alice#/${channel}`);
  const one = own.getByTestId('message').filter({ hasText: words }).first();
  await one.waitFor({ timeout: 60_000 });
  // What has just changed is lit for a moment.
  const picture = await one.screenshot({ animations: 'disabled' });
  await own.close();
  return picture;
}

async function takePictureOfAll(messages: readonly Buffer[]): Promise<void> {
  const all = await browser.newPage({ viewport: { width: 1400, height: 400 } });
  const images = messages.map((one) => `<img src="data:image/png;base64,${one.toString('base64')}">`);
  await all.setContent(
    `<style>body { background: #fff } div { columns: 2 } img { width: 100%; break-inside: avoid }</style>
     <div>${images.join('')}</div>`,
  );
  const path = pictures ? { path: `${pictures}/demo-story.png` } : {};
  const picture = await all.screenshot({ ...path, fullPage: true });
  expect(picture.length).toBeGreaterThan(20_000);
  await all.close();
}

/** The last entry of a card's own menu; false where the card was edited under the mouse, which closes its menu. */
async function chooseMore(card: Locator): Promise<boolean> {
  // Slack gives a menu to every message, too.
  await card.locator('.button-dots').first().click();
  const entry = card.getByRole('menuitem', { name: 'More…' });
  return entry.click({ timeout: 2_000 }).then(
    () => true,
    () => false,
  );
}

describe('the demo page', () => {
  it('shows the cards of the story', async () => {
    await page.getByTestId('channel-sec-alerts').click();
    await message('web-7').first().waitFor({ timeout: 60_000 });
    await message('invoices-archive').first().waitFor({ timeout: 60_000 });
    await message('Security Hub V2').first().waitFor({ timeout: 60_000 });
    await message(/web-7.*mining/)
      .first()
      .scrollIntoViewIfNeeded();
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
      const card = own
        .getByTestId('message')
        .filter({ hasText: /web-7.*mining/ })
        .first();
      await expect.poll(() => chooseMore(card), { timeout: 30_000 }).toBe(true);
      const modal = own.getByTestId('modal');
      await modal.getByRole('button', { name: 'Raw event' }).click();
      await expect.poll(() => modal.textContent(), { timeout: 10_000 }).toMatch(words);
      if (person === 'dave') expect(await modal.textContent()).not.toContain('BitcoinTool');
      await own.close();
    }
  });

  it('tells all of its story within three minutes', async () => {
    const messages: Buffer[] = [];
    for (const [channel, words] of told) messages.push(await pictureOf(channel, words));
    await takePictureOfAll(messages);

    const listed = await fetch(`${address}/api/messages?channel=sec-alerts`);
    const alerts = (await listed.json()) as { messages: { ts: string }[] };
    const saidAt = (words: RegExp) =>
      Number(alerts.messages.find((one) => words.test(JSON.stringify(one)))?.ts) -
      Number(alerts.messages[0]?.ts);
    expect(saidAt(/: 1 overdue/)).toBeLessThan(180);
  });
});
