import { readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { stripTypeScriptTypes } from 'node:module';
import { extname } from 'node:path';

/** What the page offers to type and to choose: the `features` of a Slack app manifest. */
interface PageFeatures {
  readonly slash_commands?: readonly {
    readonly command: string;
    readonly description?: string;
    readonly usage_hint?: string;
  }[];
  readonly shortcuts?: readonly {
    readonly name: string;
    readonly callback_id: string;
    readonly type?: string;
  }[];
}

/** @returns false for a path that is not the page's, so that the caller can answer it. */
type PageHandler = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * Serves the page of the simulated Slack: `/`, `/page/*` and `/render/*`. There is no build step: the page's own
 * modules are plain JavaScript, and the renderer, which Node runs as TypeScript, is stripped of its types once and
 * served to the browser under the same relative paths. Everything is read at the first request and kept in memory.
 */
export const servePage: PageHandler = pageWith({});

/** The same page, which also knows the app's slash commands and message shortcuts. */
export function pageWith(features: PageFeatures): PageHandler {
  const told = { type: 'application/json', body: Buffer.from(JSON.stringify(features)) };
  return (request, response) => serve(request, response, told);
}

function serve(request: IncomingMessage, response: ServerResponse, features: Asset): boolean {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  assets ??= loadAssets();
  const asset =
    pathname === '/page/features' ? features : assets.get(pathname === '/' ? '/page/index.html' : pathname);
  if (asset === undefined) return false;
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end();
    return true;
  }
  response.writeHead(200, { ...headers, 'content-type': asset.type, 'content-length': asset.body.length });
  response.end(request.method === 'HEAD' ? undefined : asset.body);
  return true;
}

interface Asset {
  readonly type: string;
  readonly body: Buffer;
}

let assets: Map<string, Asset> | undefined;

/** The page loads nothing from elsewhere, and nobody may frame it: its buttons act. */
const headers = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.ts': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

function loadAssets(): Map<string, Asset> {
  return new Map([...folder('page', ['.html', '.css', '.js', '.svg']), ...folder('render', ['.ts'])]);
}

function folder(name: string, extensions: readonly string[]): [string, Asset][] {
  const directory = new URL(`../${name}/`, import.meta.url);
  return readdirSync(directory)
    .filter((file) => extensions.includes(extname(file)) && !file.endsWith('.test.ts'))
    .map((file) => [`/${name}/${file}`, load(new URL(file, directory))]);
}

function load(file: URL): Asset {
  const extension = extname(file.pathname);
  const text = readFileSync(file, 'utf8');
  const body = extension === '.ts' ? stripTypeScriptTypes(text) : text;
  return { type: types[extension] ?? 'application/octet-stream', body: Buffer.from(body) };
}
