import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningDemo, startDemo } from '../support/demo.ts';

const port = 8470;
const address = `http://127.0.0.1:${port}`;
/** Two minutes of a lease take twelve seconds. */
const speed = 10;
/** `YAGURA_SCREENSHOTS=docs/images` writes the pictures of the README. */
const pictures = process.env['YAGURA_SCREENSHOTS'];
const patience = { timeout: 30_000 };

let demo: RunningDemo | undefined;

beforeAll(async () => {
  demo = await startDemo(port, '--speed', String(speed));
});
afterAll(() => demo?.stop());

/** A page of somebody's own, at a channel or tab. */
async function as(person: string, place: string): Promise<Page> {
  const page = await demo?.browser.newPage({
    viewport: { width: 1180, height: 900 },
    ...{ timezoneId: 'UTC', locale: 'en-GB' },
  });
  if (page === undefined) throw new Error('the demo did not start');
  await page.goto(`${address}/?user=${person}#/${place}`);
  return page;
}

const cards = (page: Page, text: string | RegExp) =>
  page.locator('#log').getByTestId('message').filter({ hasText: text });

async function typed(page: Page, text: string): Promise<void> {
  await page.getByTestId('composer').fill(text);
  await page.getByTestId('send').click();
}

async function takePicture(page: Page, name: string): Promise<void> {
  const picture = await page.screenshot({
    ...(pictures ? { path: `${pictures}/${name}.png` } : {}),
    animations: 'disabled',
  });
  // An empty page makes a far smaller one.
  expect(picture.length).toBeGreaterThan(20_000);
}

/** Presses the button of a window and waits for what comes of it. */
async function sendWindow(page: Page, button: string, expected: RegExp): Promise<void> {
  const modal = page.getByTestId('modal');
  await modal.getByRole('button', { name: button, exact: true }).click();
  await expect.poll(() => modal.textContent(), patience).toMatch(expected);
  await page.keyboard.press('Escape');
}

describe('leases in the demo', () => {
  it('lends ssh for two minutes: asked by carol, approved by bob, counted down, and gone by itself', async () => {
    const carol = await as('carol', 'sec-alerts');
    const bob = await as('bob', 'sec-alerts');
    const aws = await as('alice', 'aws');
    await aws.getByTestId('aws-i-0def456abc1237890').waitFor(patience);

    await typed(carol, '/secsg attach db-2 ssh from 198.51.100.7 for 2m because restore check');
    const answer = carol.getByTestId('ephemeral').filter({ hasText: /is asked for/ });
    await answer.waitFor(patience);

    const asked = cards(bob, /asks to reach db-2:22/);
    await asked.waitFor(patience);
    await asked.getByRole('button', { name: 'Approve…' }).click();
    const modal = bob.getByTestId('modal');
    await expect.poll(() => modal.textContent(), patience).toContain('ec2:CreateSecurityGroup');
    await takePicture(bob, 'lease-approve');
    await sendWindow(bob, 'Approve', /You approved L\d+: it begins now/);

    // On a busy machine it is drawn late, and counts on meanwhile.
    const lent = cards(carol, /may reach db-2:22 from 198\.51\.100\.7 for (1|2) min more/);
    await lent.waitFor(patience);
    await lent.getByRole('button', { name: 'I’m done' }).waitFor(patience);
    await expect
      .poll(() => aws.getByTestId('aws-i-0def456abc1237890').textContent(), patience)
      .toMatch(/yagura-L\d+/);
    // Begun before the pictures, which take their time: it counts on meanwhile.
    const counting = cards(carol, /for (1 min|less than a minute) more/).waitFor(patience);
    await takePicture(aws, 'lease-aws');
    // The story of the demo goes on beneath it; a card that is drawn anew meanwhile is another element.
    await cards(carol, /db-2:22 from 198\.51\.100\.7/)
      .last()
      .evaluate((card) => card.scrollIntoView());
    await takePicture(carol, 'lease-card');
    await counting;

    const thread = carol.getByTestId('thread');
    const over = cards(carol, /detached .* verified .* sessions already open may continue/);
    await over.waitFor(patience);
    expect(await over.getByRole('button', { name: /done|Extend/ }).count()).toBe(0);
    await over.locator('.thread-link').click(patience);
    await expect
      .poll(() => thread.textContent(), patience)
      .toMatch(/asked for it.*Attached.*Detached, and verified/s);
    await expect
      .poll(() => aws.getByTestId('aws-i-0def456abc1237890').textContent(), patience)
      .not.toMatch(/yagura-L\d+/);
    for (const page of [carol, bob, aws]) await page.close();
  });

  it('cuts an instance off from the card of its finding, and lets it go', async () => {
    const carol = await as('carol', 'sec-alerts');
    const bob = await as('bob', 'sec-alerts');
    const finding = cards(carol, 'web-7').filter({
      has: carol.getByRole('button', { name: 'Respond…' }),
    });
    await finding.first().waitFor(patience);
    await finding.first().getByRole('button', { name: 'Respond…' }).click();
    const modal = carol.getByTestId('modal');
    await expect.poll(() => modal.textContent(), patience).toContain('Cut web-7 off');
    await modal.getByRole('button', { name: 'Go on' }).click();
    await expect.poll(() => modal.textContent(), patience).toContain('Auto Scaling group web');
    await modal.getByRole('textbox', { name: 'Why' }).fill('it mines cryptocurrency');
    await takePicture(carol, 'lease-isolate');
    await sendWindow(carol, 'Go on', /the isolation of web-7/);

    const asked = cards(bob, /asks to cut web-7 off/);
    await asked.waitFor(patience);
    await asked.getByRole('button', { name: 'Approve…' }).click();
    await expect.poll(() => bob.getByTestId('modal').textContent(), patience).toContain('EnterStandby');
    await sendWindow(bob, 'Approve', /You approved L\d+/);

    const off = cards(bob, /web-7 is cut off since/);
    await off.waitFor(patience);
    await takePicture(bob, 'lease-isolated');
    await off.getByRole('button', { name: 'Release…' }).click();
    await expect.poll(() => bob.getByTestId('modal').textContent(), patience).toContain('gets back');
    await sendWindow(bob, 'Undo it', /is being taken back/);
    await cards(bob, /web-7 let go/).waitFor(patience);
    for (const page of [carol, bob]) await page.close();
  });
});
