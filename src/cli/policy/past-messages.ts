import { readFileSync } from 'node:fs';
import { eventTimeOf } from '../../detect/detect.ts';
import type { IncomingMessage } from '../../intake/message.ts';
import { interpret } from '../../reading.ts';
import { UsageError } from '../../shared/errors.ts';
import type { Store } from '../../store/store.ts';

/** A message as it came once, and when. */
export interface PastMessage {
  readonly message: IncomingMessage;
  readonly at: number;
}

/** In the order in which they came; how many there are is known beforehand. */
export interface PastMessages {
  readonly total: number;
  read(): AsyncIterable<PastMessage>;
}

const pageSize = 500;

/** What the store keeps since a time; bodies that are no longer kept are left out. */
export async function storedMessages(
  { ledger }: Pick<Store, 'ledger'>,
  since: number,
): Promise<PastMessages> {
  const ids: string[] = [];
  for (;;) {
    const page = await ledger.messages({ since, after: ids.at(-1) ?? null, limit: pageSize });
    for (const id of page) ids.push(id);
    if (page.length < pageSize) break;
  }
  return {
    total: ids.length,
    async *read() {
      for (const id of ids) {
        const stored = await ledger.body(id);
        if (stored) yield { message: { ...stored, receiveCount: 1 }, at: stored.arrivedAt };
      }
    },
  };
}

/** Bodies in files, one a line; each is as old as what it says. Throws UsageError for a file that cannot be read. */
export function messagesInFiles(files: readonly string[]): PastMessages {
  const all = files
    .flatMap((file) =>
      bodiesOf(contentOf(file)).map(({ line, body }) => messageAtHand(body, `${file}:${line}`)),
    )
    .sort((one, other) => one.at - other.at);
  return {
    total: all.length,
    async *read() {
      yield* all;
    },
  };
}

/** The bodies of a text: one that spans all of it, or one a line; numbered from 1. */
export function bodiesOf(text: string): { readonly line: number; readonly body: string }[] {
  if (isJson(text)) return [{ line: 1, body: text }];
  return text.split('\n').flatMap((body, at) => (body.trim() === '' ? [] : [{ line: at + 1, body }]));
}

/** A body that came by no queue, at the time that its events say; 1970 where they say none, so that it is always the same. */
export function messageAtHand(body: string, messageId: string): PastMessage {
  const times = interpret(body, 0).flatMap(
    ({ finding, source, event }) =>
      finding?.updatedAt ?? (source === 'cloudtrail' ? eventTimeOf(event, source) : null) ?? [],
  );
  const at = times.reduce((latest, one) => Math.max(latest, one), 0);
  return { message: { messageId, body, queue: '', sentAt: at, receiveCount: 1 }, at };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`The file ${file} cannot be read.`, { cause: error });
  }
}
