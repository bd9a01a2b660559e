import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { objectsOf } from './json.ts';
import { clientOf, refusalOf } from './testing.ts';
import { type SlackWorkspace, startSlackWorkspace } from './workspace.ts';

let workspace: SlackWorkspace;
const channel = 'C0SECALERTS';
beforeAll(async () => {
  workspace = await startSlackWorkspace({ port: 0, rateLimits: false });
});
afterAll(() => workspace.stop());

const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const bot = () => clientOf(workspace);
const lastMessage = () => workspace.state.channelById(channel).messages.at(-1);

async function upload(name: string, content: Buffer): Promise<string> {
  const { upload_url: url = '', file_id: id = '' } = await bot().files.getUploadURLExternal({
    filename: name,
    length: content.length,
  });
  await fetch(url, { method: 'POST', body: new Uint8Array(content) });
  return id;
}

describe('files', () => {
  it('stand in a thread, with their comment', async () => {
    const parent = String((await bot().chat.postMessage({ channel, text: 'card' })).ts);
    const sheet = Buffer.from('a,b\n1,2\n');
    await bot().filesUploadV2({
      channel_id: channel,
      thread_ts: parent,
      initial_comment: 'the week',
      file_uploads: [
        { file: png, filename: 'week.png', title: 'Week', alt_text: 'A line that rises' },
        { file: sheet, filename: 'week.csv' },
      ],
    });
    expect(lastMessage()).toMatchObject({
      text: 'the week',
      thread_ts: parent,
      files: [
        { title: 'Week', mimetype: 'image/png', filetype: 'png', alt_txt: 'A line that rises' },
        { title: 'week.csv', mimetype: 'text/csv', size: 8 },
      ],
    });
  });

  it.each([
    ['chart.png', png, 'image/png'],
    ['rows.csv', Buffer.from('a\n'), 'text/csv'],
    ['book.xlsx', Buffer.from('PK'), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['page.html', Buffer.from('<script>'), 'application/octet-stream'],
  ])('are fetched back with the bot’s token: %s', async (name, content, type) => {
    const id = await upload(name, content);
    const { files = [] } = await bot().files.completeUploadExternal({ files: [{ id }] });
    const url = String(objectsOf(files)[0]?.['url_private']);
    const fetched = await fetch(url, { headers: { authorization: 'Bearer xoxb-demo' } });
    expect(fetched.headers.get('content-type')).toBe(type);
    expect(Buffer.from(await fetched.arrayBuffer())).toEqual(content);
    const page = await fetch(url, { headers: { 'sec-fetch-site': 'same-origin' } });
    expect(page.status).toBe(200);
    for (const headers of [{}, { authorization: 'Bearer xoxb-other' }, { 'sec-fetch-site': 'cross-site' }]) {
      expect((await fetch(url, { headers, redirect: 'manual' })).status).toBe(302);
    }
  });

  it.each<[string, Record<string, unknown>]>([
    ['file_not_found', { files: [{ id: 'F0NONE' }] }],
    ['invalid_arguments', { files: [] }],
    ['channel_not_found', { channel_id: 'sec-alerts' }],
    ['thread_not_found', { thread_ts: '1600000000.000001' }],
    ['invalid_thread_ts', { thread_ts: 'now' }],
  ])('answer %s, and show nothing', async (error, wrong) => {
    const before = lastMessage();
    const files = [{ id: await upload('x.txt', Buffer.from('x')) }];
    const call = bot().apiCall('files.completeUploadExternal', { files, channel_id: channel, ...wrong });
    expect(await refusalOf(call)).toMatchObject({ error });
    expect(lastMessage()).toBe(before);
  });

  it('refuse other bytes than were announced', async () => {
    const { upload_url: url = '' } = await bot().files.getUploadURLExternal({ filename: 'x', length: 3 });
    expect((await fetch(url, { method: 'POST', body: 'four' })).status).toBe(400);
  });

  it('are pictures in blocks once they are uploaded', async () => {
    const image = (file: object) => [{ type: 'image' as const, alt_text: 'chart', slack_file: file }];
    const show = (file: object) =>
      bot().apiCall('chat.postMessage', { channel, text: 'x', blocks: image(file) });
    const id = await upload('chart.png', png);
    expect(await show({ id })).toMatchObject({ ok: true });
    expect(await show({ url: `${workspace.url}/files-pri/${id}/chart.png` })).toMatchObject({ ok: true });
    for (const wrong of [{ id: 'F0NONE' }, { url: 'https://files.example.com/F1/chart.png' }]) {
      expect(await refusalOf(show(wrong))).toMatchObject({ error: 'invalid_blocks' });
    }
  });
});
