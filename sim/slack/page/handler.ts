import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { stripTypeScriptTypes } from 'node:module';
import { extname } from 'node:path';
import { type Gallery, galleryPage } from './gallery.ts';

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
  readonly app_home?: { readonly messages_tab_read_only_enabled?: boolean };
}

/** @returns false for a path that is not the page's, so that the caller can answer it. */
type PageHandler = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/**
 * Serves the page of the simulated Slack, which knows the app's slash commands and message shortcuts: `/`, `/page/*`
 * and `/render/*`. There is no build step: the page's own modules are plain JavaScript, and the renderer, which Node
 * runs as TypeScript, is stripped of its types once and served to the browser under the same relative paths.
 * Everything is read at the first request and kept in memory. `gallery` makes what is at `/gallery` (`?lang=ja` for
 * one language); it is asked at each look. `awsWorldUrl` answers the AWS accounts that the page shows in its AWS tab.
 */
export function pageWith(
  features: PageFeatures,
  gallery?: () => Promise<Gallery>,
  awsWorldUrl?: string,
): PageHandler {
  const told = jsonAsset({ ...features, aws: awsWorldUrl !== undefined });
  return async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    assets ??= loadAssets();
    if (pathname === '/page/features') return send(request, response, told);
    if (pathname === '/page/world' && awsWorldUrl !== undefined)
      return send(request, response, jsonAsset(await worldAt(awsWorldUrl)));
    if (pathname === '/gallery' && gallery !== undefined)
      return send(request, response, galleryAsset(await gallery(), searchParams.get('lang')));
    return send(request, response, assets.get(pathname === '/' ? '/page/index.html' : pathname));
  };
}

function send(request: IncomingMessage, response: ServerResponse, asset: Asset | undefined): boolean {
  if (asset === undefined) return false;
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end();
    return true;
  }
  response.writeHead(200, {
    ...headers,
    'content-security-policy': policy(asset.styles ?? []),
    'content-type': asset.type,
    'content-length': asset.body.length,
  });
  response.end(request.method === 'HEAD' ? undefined : asset.body);
  return true;
}

interface Asset {
  readonly type: string;
  readonly body: Buffer;
  /** The style attributes that stand in it: it may have these and no others. */
  readonly styles?: readonly string[];
}

function jsonAsset(value: unknown): Asset {
  return { type: 'application/json', body: Buffer.from(JSON.stringify(value)) };
}

/** Fetched here, since the page's policy lets it talk to its own server only. */
async function worldAt(url: string): Promise<unknown> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(5000) });
    if (!answer.ok) return { problem: `The simulated AWS answered ${answer.status}.` };
    return await answer.json();
  } catch {
    return { problem: 'The simulated AWS does not answer.' };
  }
}

/** Printed HTML has the colour of each bar in a style attribute; the page itself sets it from its script. */
function galleryAsset(gallery: Gallery, only: string | null): Asset {
  const html = galleryPage(gallery, only);
  const styles = [...html.matchAll(/ style="([^"]*)"/g)].map(([, style = '']) => style);
  return { type: types['.html'] ?? '', body: Buffer.from(html), styles: [...new Set(styles)] };
}

let assets: Map<string, Asset> | undefined;

const headers = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** The page loads nothing from elsewhere, and nobody may frame it: its buttons act. */
function policy(styles: readonly string[]): string {
  const hashes = styles.map((style) => `'sha256-${createHash('sha256').update(style).digest('base64')}'`);
  const attributes = hashes.length === 0 ? '' : ` style-src-attr 'unsafe-hashes' ${hashes.join(' ')};`;
  return `default-src 'none'; script-src 'self'; style-src 'self';${attributes} img-src 'self' data:; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'`;
}

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
