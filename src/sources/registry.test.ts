import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { eventOf, everyEvent, now } from './fixtures.ts';
import { normaliseEvent, sources } from './registry.ts';

describe('the registry', () => {
  test('has a line for each folder and a folder for each line', () => {
    const folders = readdirSync(import.meta.dirname, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
    expect(sources.map((source) => source.name).sort()).toEqual(folders.sort());
  });

  test.each(Object.entries(everyEvent))('%s belongs to one source alone', (_name, value) => {
    expect(sources.filter((source) => source.accepts(eventOf(value)))).toHaveLength(1);
  });
});

describe('normaliseEvent', () => {
  test.each([
    [null],
    [undefined],
    [7],
    ['text'],
    [[]],
    [{}],
    [{ hello: 'world', token: 'secret' }],
    [{ eventSource: 'aws:s3', eventName: 'ObjectCreated:Put', eventVersion: '2.1', awsRegion: 'eu-west-1' }],
  ])('%j is no shape we know', (value) => {
    expect(normaliseEvent(eventOf(value), now)).toMatchObject({
      kind: 'quarantined',
      reason: { code: 'unknown-shape' },
    });
  });

  test('the reason names the envelope and the keys, no values', () => {
    const normalised = normaliseEvent(
      eventOf({ hello: 'secret' }, { source: 'aws.example', detailType: 'Something New' }),
      now,
    );
    expect(normalised).toMatchObject({ reason: { detail: 'aws.example / Something New: {hello}' } });
  });

  test('an error of ours quarantines the event and goes no further', () => {
    const hostile = { schema: 'yagura.custom.v1' };
    Object.defineProperty(hostile, 'source', {
      enumerable: true,
      get() {
        throw new RangeError('no');
      },
    });
    const event = { path: '', eventBridge: null, value: hostile };
    expect(normaliseEvent(event, now)).toEqual({
      kind: 'quarantined',
      reason: { code: 'internal-error', detail: 'custom: RangeError' },
      source: 'custom',
    });
  });
});
