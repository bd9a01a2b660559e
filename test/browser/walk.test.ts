import { PutPublicAccessBlockCommand, S3Client } from '@aws-sdk/client-s3';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoAddress, demoCredentials } from '../../src/cli/demo/address.ts';
import { operatorRole } from '../../src/cli/demo/evidence.ts';
import { billing, minute, region } from '../../src/cli/demo/story/envelope.ts';
import { guardDuty } from '../../src/cli/demo/story/guardduty.ts';
import { publicBucket } from '../../src/cli/demo/story/security-hub.ts';
import { mining, portProbe, strangeSession } from '../../src/cli/demo/story/threats.ts';
import { type RunningDemo, startDemo } from '../support/demo.ts';

const port = 8470;
const address = demoAddress(port);
/** What the card says of dave's session. */
const strange = 'may be building a way back in';
const patience = { timeout: 20_000 };
/** `YAGURA_SCREENSHOTS=docs/images` writes the pictures of the walk. */
const pictures = process.env['YAGURA_SCREENSHOTS'];

let demo: RunningDemo;

beforeAll(async () => {
  demo = await startDemo(port, '--empty');
  const sqs = new SQSClient({
    ...{ region: address.region, endpoint: address.sqsUrl, credentials: demoCredentials },
  });
  const now = Date.now();
  const bodies = [
    guardDuty(mining(now, 3, 4 * minute), now),
    guardDuty(portProbe(1, now), now),
    publicBucket('fsbp', 'FAILED', now),
    publicBucket('fsbp', 'FAILED', now, 'reports-2019'),
    guardDuty(strangeSession(now), now),
  ];
  for (const MessageBody of bodies)
    await sqs.send(new SendMessageCommand({ QueueUrl: address.queueUrl, MessageBody }));
  sqs.destroy();
});

afterAll(() => demo?.stop());

/** The page as somebody sees it, at a channel or at their own talk with the bot. */
async function as(person: string, place = 'sec-alerts'): Promise<Page> {
  const page = await demo.browser.newPage({
    viewport: { width: 1440, height: 900 },
    ...{ timezoneId: 'UTC', locale: 'en-GB' },
  });
  page.setDefaultTimeout(patience.timeout);
  await page.goto(`${address.pageUrl}/?user=${person}#/${place}`);
  return page;
}

/** The card of a case, by what it speaks of; the first, since a notice may speak of it too. */
const cardOf = (page: Page, about: string) =>
  page.locator('#log').getByTestId('message').filter({ hasText: about }).first();

const tells = (place: Locator, words: RegExp | string) =>
  expect.poll(() => place.textContent(), patience).toMatch(words);

async function choose(card: Locator, entry: string): Promise<void> {
  await card.locator('[data-action-id="menu"] button').first().click();
  await card.getByRole('menuitem', { name: entry }).click();
}

async function openThread(page: Page, about: string): Promise<Locator> {
  await cardOf(page, about).locator('.thread-link').click();
  return page.getByTestId('thread');
}

/** Presses the button at the foot of the window, which then says what came of it. */
async function submit(page: Page, name: string, answer: RegExp): Promise<void> {
  const modal = page.getByTestId('modal');
  await modal.getByRole('button', { name, exact: true }).click();
  await tells(modal, answer);
  await modal.getByRole('button', { name: 'Close', exact: true }).last().click();
  await expect.poll(() => modal.isVisible(), patience).toBe(false);
}

async function picture(page: Page, name: string): Promise<void> {
  const path = pictures ? { path: `${pictures}/walk-${name}.png` } : {};
  const taken = await page.screenshot({ ...path, animations: 'disabled' });
  // An empty page makes a far smaller one.
  expect(taken.length).toBeGreaterThan(20_000);
}

/** Somebody of the account closes the bucket, as AWS lets them; nobody tells Security Hub. */
async function closeBucket(Bucket: string): Promise<void> {
  const place = { endpoint: address.sqsUrl, forcePathStyle: true, region };
  const sts = new STSClient({ ...place, credentials: demoCredentials });
  const RoleArn = `arn:aws:iam::${billing}:role/${operatorRole}`;
  const { Credentials: keys } = await sts.send(
    new AssumeRoleCommand({ RoleArn, RoleSessionName: 'bob@example.com' }),
  );
  const credentials = {
    accessKeyId: keys?.AccessKeyId ?? '',
    secretAccessKey: keys?.SecretAccessKey ?? '',
    sessionToken: keys?.SessionToken ?? '',
  };
  const s3 = new S3Client({ ...place, credentials });
  const on = { BlockPublicAcls: true, IgnorePublicAcls: true };
  const PublicAccessBlockConfiguration = { ...on, BlockPublicPolicy: true, RestrictPublicBuckets: true };
  await s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration }));
  sts.destroy();
  s3.destroy();
}

describe('a walk through the demo as four people', () => {
  it('carol takes a case by its button, and alice hands it on to bob', async () => {
    const carol = await as('carol');
    await cardOf(carol, 'web-7').getByRole('button', { name: 'Acknowledge' }).click();
    await tells(cardOf(carol, 'web-7'), /carol/);
    await cardOf(carol, 'web-7').getByRole('button', { name: 'Done…' }).waitFor();

    const alice = await as('alice');
    await cardOf(alice, 'web-7').getByRole('button', { name: 'Assign' }).click();
    await alice.getByTestId('modal').locator('select').selectOption('U0BOB');
    await submit(alice, 'Assign', /is assigned to/);
    const thread = await openThread(alice, 'web-7');
    await tells(thread, /asked @?bob to take this/i);
    await tells(cardOf(alice, 'web-7'), /bob/);
    await Promise.all([carol.close(), alice.close()]);
  });

  it('carol keeps something quiet, and sees before how much that hides', async () => {
    const page = await as('carol');
    await choose(cardOf(page, 'dev-1'), 'Suppress…');
    const modal = page.getByTestId('modal');
    await tells(modal, /Hides now: 1 \(1 Low\)/);
    await modal.getByRole('textbox', { name: 'Why' }).fill('Our own scanner looks at it');
    await picture(page, 'suppress');
    await submit(page, 'Keep quiet', /quiet until/);
    await tells(cardOf(page, 'dev-1'), /Kept quiet.*@carol: Our own scanner looks at it/);
    await page.close();
  });

  it('carol asks for an exception, dave may not grant it, and bob does', async () => {
    const carol = await as('carol');
    await cardOf(carol, 'reports-2019').getByRole('button', { name: 'It’s intended…' }).click();
    const modal = carol.getByTestId('modal');
    const review = new Date(Date.now() + 30 * 24 * 60 * minute).toISOString().slice(0, 10);
    await modal.getByLabel('Review on').fill(review);
    await modal.getByRole('textbox', { name: 'Why' }).fill('Published reports: everybody may read them');
    await submit(carol, 'Ask for approval', /Your request stands in the thread/);

    const dave = await as('dave');
    const refused = await openThread(dave, 'reports-2019');
    await refused.getByRole('button', { name: 'Approve' }).click();
    await tells(refused.getByTestId('ephemeral').last(), /approver/i);

    const bob = await as('bob');
    const thread = await openThread(bob, 'reports-2019');
    await thread.getByRole('button', { name: 'Approve' }).click();
    await tells(thread, /Granted by @?bob/);
    await tells(cardOf(bob, 'reports-2019'), /Accepted/);
    await picture(bob, 'exception');
    await Promise.all([carol.close(), dave.close(), bob.close()]);
  });

  it('bob says Done of an open bucket, which stays open; once it is closed, Done closes the case', async () => {
    const page = await as('bob');
    const modal = page.getByTestId('modal');
    await cardOf(page, 'invoices-archive').getByRole('button', { name: 'Done' }).click();
    await tells(modal, /It is not fixed yet: Done leaves the case open/);
    await submit(page, 'Done', /stays open/);
    const thread = await openThread(page, 'invoices-archive');
    await tells(thread, /pressed Done, but it is not fixed yet/);
    const again = cardOf(page, 'invoices-archive').getByRole('button', { name: 'Done' });

    await closeBucket('invoices-archive');
    await again.click();
    await tells(modal, /It is as it should be: Done closes the case/);
    await picture(page, 'done');
    await submit(page, 'Done', /is closed/);
    await tells(thread, /closed it: the check of the resource passes/);
    await tells(cardOf(page, 'invoices-archive'), /checked and closed by @?bob/);
    await page.close();
  });

  it('bob investigates, and the thread tells who did what', async () => {
    const page = await as('bob');
    await cardOf(page, strange).getByRole('button', { name: 'Investigate' }).click();
    const thread = await openThread(page, strange);
    await tells(thread, /CloudTrail of ASIAEXAMPLEDAVE00000/);
    expect(await thread.textContent()).toMatch(/iam CreateAccessKey backup-agent · dave@example\.com/);
    expect(await thread.textContent()).toContain('cloudtrail StopLogging · denied (AccessDenied)');
    const drawn = thread.locator('img[src*="/files-pri/"]');
    await drawn.scrollIntoViewIfNeeded();
    const width = () => drawn.evaluate((image) => Number(Reflect.get(image, 'naturalWidth')));
    await expect.poll(width, patience).toBeGreaterThan(600);
    await picture(page, 'investigate');
    await page.close();
  });

  it('dave is asked whether it was him; he says no, and people are called', async () => {
    const dave = await as('dave', 'D0DAVE');
    const log = dave.locator('#log');
    await tells(log, /Was this you\?/);
    await picture(dave, 'question');
    await log.getByRole('button', { name: 'No', exact: true }).click();
    await tells(log, /You said no/);

    const bob = await as('bob');
    const thread = await openThread(bob, strange);
    await tells(thread, /@carol @bob Y\d+ · @dave says that it was NOT them/);
    await Promise.all([dave.close(), bob.close()]);
  });
});
