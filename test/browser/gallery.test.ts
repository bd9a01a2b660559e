import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RunningDemo, startDemo } from '../support/demo.ts';

const port = 8464;
const address = `http://127.0.0.1:${port}/gallery`;
/** `YAGURA_SCREENSHOTS=docs/images` writes the pictures of the gallery. */
const pictures = process.env['YAGURA_SCREENSHOTS'];

let demo: RunningDemo | undefined;
let browser: Browser;

beforeAll(async () => {
  demo = await startDemo(port, '--empty');
  ({ browser } = demo);
});

afterAll(() => demo?.stop());

/** The page in one language, and what the browser complained about. */
async function look(query: string, width: number): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage({ viewport: { width, height: 1_000 } });
  const complaints: string[] = [];
  page.on('console', (line) => complaints.push(line.text()));
  await page.goto(address + query);
  return { page, complaints };
}

it('shows both languages side by side, in colour, with nothing refused by its own policy', async () => {
  const { page, complaints } = await look('', 1_400);
  const entries = page.getByTestId('gallery-entry');
  expect(await entries.count()).toBeGreaterThan(80);
  const columns = entries.first().locator('.gallery-column');
  const [english, japanese] = await Promise.all([columns.nth(0).boundingBox(), columns.nth(1).boundingBox()]);
  expect(english?.y).toBe(japanese?.y);
  const colour = "getComputedStyle(document.querySelector('.bar')).backgroundColor";
  expect(await page.evaluate<string>(colour)).toBe('rgb(200, 16, 46)');
  expect(complaints).toEqual([]);
  await page.close();
});

it.each([
  ['en', 390],
  ['ja', 390],
  ['en', 760],
  ['ja', 760],
])('nothing sticks out of the page (%s, %i pixels wide)', async (language, width) => {
  const { page } = await look(`?lang=${language}`, width);
  const wider = await page.evaluate<number>(
    "[...document.querySelectorAll('body *')].filter((node) => node.getBoundingClientRect().right > innerWidth).length",
  );
  expect(wider).toBe(0);
  await page.close();
});

it.each(['en', 'ja'])('has its picture taken (%s)', async (language) => {
  const { page } = await look(`?lang=${language}`, 1_040);
  const path = pictures === undefined ? {} : { path: `${pictures}/gallery-${language}.png` };
  const picture = await page.screenshot(path);
  expect(picture.length).toBeGreaterThan(20_000);
  expect(picture.length).toBeLessThan(400_000);
  await page.close();
});
