import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { servePage } from './handler.ts';

let server: Server;
let base: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    if (!servePage(request, response)) response.writeHead(404).end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => new Promise((closed) => server.close(closed)));

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
