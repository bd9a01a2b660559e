import type { Browser, Page } from 'playwright-core';
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

  it('tells all of its story within three minutes', async () => {
    const both = await browser.newPage({ viewport: { width: 1900, height: 1750 }, locale: 'en-GB' });
    await both.goto(address);
    const beside = (channel: string) =>
      `<iframe src="${address}/?user=dave#/${channel}" name="${channel}"></iframe>`;
    await both.setContent(
      `<style>body { display: flex; margin: 0 } iframe { flex: 1; height: 100vh; border: 0 }</style>
       ${beside('sec-critical')}${beside('sec-alerts')}`,
    );
    const told = [
      ['sec-critical', /Y\d+: @bob has it now/],
      ['sec-alerts', /S1 has ended: its time was up/],
      ['sec-alerts', /🌊.*\d cases in/],
      ['sec-alerts', /: 1 overdue/],
    ] as const;
    for (const [channel, words] of told)
      await both
        .frameLocator(`[name=${channel}]`)
        .getByTestId('message')
        .filter({ hasText: words })
        .first()
        .waitFor({ timeout: 120_000 });
    const picture = await both.screenshot(pictures ? { path: `${pictures}/demo-story.png` } : {});
    expect(picture.length).toBeGreaterThan(20_000);

    const listed = await fetch(`${address}/api/messages?channel=sec-alerts`);
    const { messages } = (await listed.json()) as { messages: { ts: string }[] };
    const saidAt = (words: RegExp) =>
      Number(messages.find((one) => words.test(JSON.stringify(one)))?.ts) - Number(messages[0]?.ts);
    expect(saidAt(/: 1 overdue/)).toBeLessThan(180);
    await both.close();
  });
});
