import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Gallery } from './gallery.ts';
import { pageWith } from './handler.ts';

const attachments = [
  { color: '#c8102e', blocks: [{ type: 'section', text: { type: 'plain_text', text: '<b>' } }] },
];
const gallery: Gallery = {
  title: { en: 'Every card', ja: 'すべてのカード' },
  about: { en: 'To look at.', ja: '見るためのもの。' },
  people: [],
  languages: [
    { code: 'en', name: 'English' },
    { code: 'ja', name: '日本語' },
  ],
  timeZone: 'UTC',
  sections: [
    {
      id: 'cards',
      title: { en: 'Cards', ja: 'カード' },
      about: { en: 'All of them.', ja: 'すべて。' },
      entries: [
        {
          title: { en: 'One & only', ja: 'One & only' },
          messages: [
            {
              language: 'en',
              message: { ts: '1.0', bot_id: 'B1', username: 'Watcher', text: 'good', attachments },
            },
            {
              language: 'ja',
              message: { ts: '1.0', bot_id: 'B1', username: 'Watcher', text: '良い', attachments },
            },
          ],
        },
      ],
    },
  ],
};
let world: Server;
let handle: ReturnType<typeof pageWith>;

let server: Server;
let base: string;

beforeAll(async () => {
  world = createServer((request, response) => {
    response.writeHead(request.url === '/sim/world' ? 200 : 404).end('[]');
  });
  handle = pageWith({}, async () => gallery, `${await listen(world)}/sim/world`);
  server = createServer(async (request, response) => {
    if (!(await handle(request, response))) response.writeHead(404).end();
  });
  base = await listen(server);
});

afterAll(async () => {
  for (const each of [server, world]) await new Promise((closed) => each.close(closed));
});

async function listen(one: Server): Promise<string> {
  await new Promise<void>((listening) => one.listen(0, '127.0.0.1', listening));
  return `http://127.0.0.1:${(one.address() as AddressInfo).port}`;
}

describe('the page', () => {
  test('is served at / with a policy that loads nothing from elsewhere', async () => {
    const answer = await fetch(`${base}/`);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await answer.text()).toContain('/page/app.js');
  });

  test('names no address outside itself', async () => {
    const html = await (await fetch(`${base}/`)).text();
    const css = await (await fetch(`${base}/page/page.css`)).text();
    expect(html + css).not.toMatch(/https?:\/\//);
  });

  test('every module that it imports is served as JavaScript without types', async () => {
    const seen = new Set<string>();
    await follow('/page/app.js', seen);
    expect(seen.size).toBeGreaterThan(20);
  });

  test.each([
    '/api/state',
    '/page/handler.ts',
    '/page/../handler.ts',
    '/render/blocks.test.ts',
    '/etc/passwd',
  ])('does not answer %s', async (path) => {
    expect((await fetch(base + path)).status).toBe(404);
  });

  test('refuses to be written to', async () => {
    expect((await fetch(`${base}/`, { method: 'POST' })).status).toBe(405);
  });
});

describe('the AWS accounts', () => {
  const look = async (on: string) => (await fetch(`${on}/page/world`)).json();

  test('are fetched for the page, which says that it has them', async () => {
    expect(await look(base)).toEqual([]);
    expect(await (await fetch(`${base}/page/features`)).json()).toEqual({ aws: true });
  });

  test.each([
    [() => `${base}/nothing-here`, 'The simulated AWS answered 404.'],
    [() => 'http://127.0.0.1:9/', 'The simulated AWS does not answer.'],
  ])('are missed in words', async (url, problem) => {
    const page = pageWith({}, undefined, url());
    const own = createServer((request, response) => page(request, response));
    expect(await look(await listen(own))).toEqual({ problem });
    own.close();
  });

  test('are not there where nobody told of them', async () => {
    const page = pageWith({});
    const own = createServer(async (request, response) => {
      if (!(await page(request, response))) response.writeHead(404).end();
    });
    expect((await fetch(`${await listen(own)}/page/world`)).status).toBe(404);
    own.close();
  });
});

describe('the gallery', () => {
  test('shows each message in each language, with nothing in it that could be markup', async () => {
    const html = await (await fetch(`${base}/gallery`)).text();
    expect(html).toContain('href="#cards"');
    expect(html).toContain('One &amp; only');
    expect(html).toMatch(/good.*良い/s);
    expect(html).toContain('&lt;b&gt;');
    expect(html).not.toMatch(/<script|<b>/);
  });

  test('shows one language where asked, and all for one that it has not', async () => {
    const html = await (await fetch(`${base}/gallery?lang=ja`)).text();
    expect(html).toContain('良い');
    expect(html).not.toContain('good');
    expect(await (await fetch(`${base}/gallery?lang=xx`)).text()).toContain('good');
  });

  test('may have the colours of its bars and no other style', async () => {
    const policy = (await fetch(`${base}/gallery`)).headers.get('content-security-policy');
    expect(policy).toMatch(
      /default-src 'none';.* style-src 'self'; style-src-attr 'unsafe-hashes' 'sha256-[^ ]+';/,
    );
    expect((await fetch(`${base}/`)).headers.get('content-security-policy')).not.toContain('unsafe');
  });
});

/** Walks the imports as a browser would. */
async function follow(path: string, seen: Set<string>): Promise<void> {
  if (seen.has(path)) return;
  seen.add(path);
  const answer = await fetch(base + path);
  expect(answer.headers.get('content-type'), path).toBe('text/javascript; charset=utf-8');
  const code = await answer.text();
  expect(code, path).not.toMatch(/^(export )?(interface|type) /m);
  for (const [, imported] of code.matchAll(/from '(\.[^']+)'/g)) {
    await follow(new URL(imported ?? '', base + path).pathname, seen);
  }
}
