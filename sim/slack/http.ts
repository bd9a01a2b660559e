import type { IncomingMessage, ServerResponse } from 'node:http';
import { isJson, type Json, parseJson } from './json.ts';

const maxBody = 20 * 1024 * 1024;

/** The whole body; throws when it is larger than any honest request. */
export async function readBody(request: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    if (!Buffer.isBuffer(part)) continue;
    size += part.length;
    if (size > maxBody) throw new Error('the body is too large');
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** Query and body as one object. Form fields stay text; JSON keeps its shapes. */
export async function readFields(request: IncomingMessage): Promise<Json> {
  const query = Object.fromEntries(new URL(request.url ?? '/', 'http://localhost').searchParams);
  return { ...query, ...(await bodyFields(request)) };
}

async function bodyFields(request: IncomingMessage): Promise<Json> {
  const body = await readBody(request);
  if (body.length === 0) return {};
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('multipart/form-data')) return Object.fromEntries(await readForm(body, type));
  const text = body.toString('utf8');
  if (type.startsWith('application/x-www-form-urlencoded') && !text.trimStart().startsWith('{')) {
    return Object.fromEntries(new URLSearchParams(text));
  }
  const parsed = parseJson(text);
  return isJson(parsed) ? parsed : {};
}

/** The parts of a multipart body: text, or a File. */
export function readForm(body: Buffer<ArrayBuffer>, contentType: string): Promise<FormData> {
  return new Response(body, { headers: { 'content-type': contentType } }).formData();
}

export function answerJson(response: ServerResponse, status: number, body: unknown, headers = {}): void {
  if (response.destroyed || response.writableEnded) return;
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(text);
}

/** True when the peer has gone and nothing can be told to it. */
export function isGone(response: ServerResponse): boolean {
  return response.destroyed || response.socket?.destroyed !== false;
}

/**
 * True for a request that came from this machine and, if from a browser, from a page of this server.
 * The Host check stops DNS rebinding; the Origin check stops other pages' forms and fetches.
 */
export function isLocal(request: IncomingMessage): boolean {
  const host = request.headers.host ?? '';
  const origin = request.headers.origin;
  return isLoopback(host) && (origin === undefined || origin === `http://${host}`);
}

function isLoopback(host: string): boolean {
  return /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host);
}
