// Files: docs.slack.dev/messaging/working-with-files, reference/objects/file-object.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname } from 'node:path';
import { answerJson, readBody, readForm } from './http.ts';
import type { Json } from './json.ts';
import type { StoredFile } from './model.ts';
import { app, type WorkspaceState } from './state.ts';

/** What a browser may be told about a file: nothing here can run as a script. */
const mimeTypes: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  gif: 'image/gif',
  csv: 'text/csv',
  txt: 'text/plain',
  md: 'text/plain',
  json: 'application/json',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

export function presentFile(file: StoredFile, url: string): Json {
  const filetype = typeOf(file);
  const link = `${url}/files-pri/${file.id}/${encodeURIComponent(file.name)}`;
  return {
    id: file.id,
    created: file.created,
    timestamp: file.created,
    name: file.name,
    title: file.title,
    mimetype: mimeTypes[filetype] ?? 'application/octet-stream',
    filetype,
    user: app.botUser,
    size: file.size,
    mode: 'hosted',
    is_external: false,
    is_public: false,
    url_private: link,
    url_private_download: link,
    permalink: link,
    ...(file.altText !== undefined && { alt_txt: file.altText }),
  };
}

function typeOf(file: StoredFile): string {
  return extname(file.name).slice(1).toLowerCase() || 'binary';
}

/** Step 2 of 3 of a file's upload: the bytes, raw or as a form's only part. */
export async function receiveUpload(
  request: IncomingMessage,
  response: ServerResponse,
  id: string,
  state: WorkspaceState,
): Promise<void> {
  const file = state.files.get(id);
  const body = await readBody(request);
  const type = request.headers['content-type'] ?? '';
  const part = type.startsWith('multipart/form-data')
    ? [...(await readForm(body, type)).values()][0]
    : undefined;
  const content = part instanceof File ? Buffer.from(await part.arrayBuffer()) : body;
  if (!file || content.length !== file.size) return answerJson(response, 400, { error: 'invalid_upload' });
  file.content = content;
  response.writeHead(200, { 'content-type': 'text/plain' });
  response.end(`OK - ${content.length}`);
}

/**
 * `url_private`: for the bot's token, and for people who look at the page, as their browser says. Anybody else is sent
 * to sign in, as Slack does: a client that follows gets a page instead of the file.
 */
export function serveFile(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  state: WorkspaceState,
  botToken: string,
): void {
  const isBot = request.headers.authorization === `Bearer ${botToken}`;
  if (!isBot && request.headers['sec-fetch-site'] !== 'same-origin') {
    response.writeHead(302, { location: '/' }).end();
    return;
  }
  const file = state.files.get(path.split('/')[0] ?? '');
  if (!file?.content) {
    answerJson(response, 404, { error: 'file_not_found' });
    return;
  }
  response.writeHead(200, {
    'content-type': mimeTypes[typeOf(file)] ?? 'application/octet-stream',
    'content-length': file.content.length,
    'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, max-age=3600',
  });
  response.end(file.content);
}
