import type { Envelope } from './envelope.ts';
import { eventBridge } from './event-bridge.ts';
import { findings } from './findings.ts';
import { list } from './list.ts';
import { records } from './records.ts';
import { sns } from './sns.ts';
import { sqs } from './sqs.ts';

/** The first that opens a value opens it. A new kind of wrapping is one file and one word here. */
export const envelopes: readonly Envelope[] = [list, eventBridge, sns, records, sqs, findings];
