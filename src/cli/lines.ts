import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';

/**
 * Lines of a stream, numbered from 1; empty ones are counted and passed over. Only LF and CRLF end a line: JSON may
 * hold U+2028, where `node:readline` would cut it.
 */
export async function* numberedLines(input: Readable): AsyncGenerator<{ line: number; text: string }> {
  let line = 0;
  let begun = '';
  for await (const chunk of input.setEncoding('utf8') as AsyncIterable<string>) {
    const pieces = chunk.split('\n');
    const last = pieces.pop() ?? '';
    for (const piece of pieces) {
      line += 1;
      const text = `${begun}${piece}`.replace(/\r$/, '');
      begun = '';
      if (text.trim() !== '') yield { line, text };
    }
    begun += last;
  }
  if (begun.trim() !== '') yield { line: line + 1, text: begun };
}

/** One JSON line; waits when the reader is slower than we are. */
export async function writeJson(output: Writable, value: unknown): Promise<void> {
  if (!output.write(`${JSON.stringify(value)}\n`)) await once(output, 'drain');
}
