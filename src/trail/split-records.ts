import {
  braceClose,
  braceOpen,
  bracketClose,
  bracketOpen,
  colon,
  comma,
  isByteOrderMark,
  isSpace,
  quote,
  ValueScan,
} from './value-scan.ts';

/** Why an element was counted and not handed out. */
export type SplitProblem =
  /** Its braces may pair, its text is no JSON. */
  | 'bad-json'
  /** Longer than a record may be; skipped without being held in memory. */
  | 'too-large'
  /** A number, a word, a list: nothing that a rule could look into. */
  | 'not-an-object';

export type JsonObject = Readonly<Record<string, unknown>>;

export interface RecordSink {
  record(record: JsonObject): void;
  problem(problem: SplitProblem): void;
}

export interface SplitOptions {
  /** Default 1 MiB. */
  readonly maxRecordBytes?: number;
  /** Fewer bytes than this are not worth a guess while more may come; default 32 KiB. */
  readonly batchBytes?: number;
}

/** CloudTrail writes records of up to 256 KB (user guide, "CloudTrail record contents"); room for other writers. */
const defaultMaxRecordBytes = 1_048_576;
/** How much is looked at together, and how far ahead the end of a line is waited for. */
const windowBytes = 65_536;
/** A beginning longer than this is not looked for. */
const maxMarkerBytes = 128;
const recordsKey = Buffer.from('"Records"');
const lineEnd = Buffer.from('\n');

/*
 * One file though it is long: one state machine over one buffer, whose positions move together.
 */

/**
 * Splits JSON into records while it arrives: `{"Records":[…]}` with whatever keys beside it, a bare array, or one
 * object after the other (ndjson). Holds a window of the file, never a file. What is broken in one record costs
 * that record.
 *
 * Fast, because it guesses. Records of a file begin alike, so what stood between the last two (`,{"eventVersion"`)
 * is looked for from the window's end, and all up to there is given to `JSON.parse` as one list. If that is a list,
 * its elements are the records: no other reading of the same text is JSON. If it is not, quotes and brackets are
 * scanned up to there. In ndjson, the guess is that a line is a record. Measured on generated
 * CloudTrail records of 1.16 KB, in µs a record: `JSON.parse` of ready strings 2.3; split and parsed here 2.6, ndjson
 * 3.0; 3.3 where fifty beginnings take turns; 4.9 where every record is scanned.
 */
export class RecordSplitter {
  readonly #sink: RecordSink;
  readonly #maxRecordBytes: number;
  readonly #batchBytes: number;

  #room = Buffer.allocUnsafeSlow(4 * windowBytes);
  /** The part of the room that is filled. */
  #bytes = this.#room.subarray(0, 0);
  /** The next byte to look at. */
  #at = 0;

  /** Among documents, among the members of an object that may be the envelope, or among records. */
  #place: 'top' | 'object' | 'list' = 'top';
  #listIn: 'top' | 'object' = 'top';
  #inBadLine = false;
  #objectStart = 0;
  #objectHasList = false;
  #next: 'key' | 'value' = 'key';
  #keyIsRecords = false;

  readonly #scan = new ValueScan();
  #scanning = false;
  #valueStart = 0;
  /** What is in hand is larger than a record may be, and is forgotten while it arrives. */
  #oversize = false;

  /** What stood between the end of a record and the first key of the next; null: to be learned. */
  #marker: Buffer | null = null;
  /** Where the last record of this list ended; negative: there was none, or it is forgotten. */
  #lastEnd = -1;
  /** Where the last wrong guess ended: up to here it is scanned. */
  #scanTo = 0;

  constructor(sink: RecordSink, options: SplitOptions = {}) {
    this.#sink = sink;
    this.#maxRecordBytes = options.maxRecordBytes ?? defaultMaxRecordBytes;
    this.#batchBytes = options.batchBytes ?? windowBytes / 2;
  }

  /** Hands out every record that this chunk completes. The chunk may be overwritten afterwards. */
  push(chunk: Uint8Array): void {
    for (let from = 0; from < chunk.length; from += windowBytes) {
      this.#append(chunk.subarray(from, from + windowBytes));
      while (this.#step(false));
    }
  }

  /** Nothing more comes. False: it stopped in the middle; each whole record before that was handed out. */
  end(): boolean {
    while (this.#step(true));
    return this.#place === 'top' && !this.#scanning;
  }

  /** One token or one record; false when it takes more bytes. */
  #step(final: boolean): boolean {
    if (this.#scanning) return this.#scanOn();
    if (this.#inBadLine) return this.#skipLine(final);
    this.#skipGap();
    const byte = this.#bytes[this.#at];
    if (byte === undefined) return false;
    if (this.#place === 'list') return this.#inList(byte, final);
    if (this.#place === 'object') return this.#inObject(byte);
    return this.#atTop(byte, final);
  }

  /** Separators are taken for white space: who writes one too many loses no record. */
  #skipGap(): void {
    const bytes = this.#bytes;
    let at = this.#at;
    while (at < bytes.length && isGap(bytes[at])) at += 1;
    this.#at = at;
  }

  #atTop(byte: number, final: boolean): boolean {
    if (byte === bracketOpen) return this.#openList('top');
    if (byte !== braceOpen) return this.#skipLine(final);
    const guess = this.#guessLine(final);
    if (guess !== 'none') return guess === 'taken';
    this.#place = 'object';
    this.#objectStart = this.#at;
    this.#objectHasList = false;
    this.#oversize = false;
    this.#next = 'key';
    this.#at += 1;
    return true;
  }

  /** What opens no document is no JSON: one problem a line. */
  #skipLine(final: boolean): boolean {
    const end = this.#bytes.indexOf(lineEnd, this.#at);
    this.#at = end === -1 ? this.#bytes.length : end;
    this.#inBadLine = end === -1 && !final;
    if (!this.#inBadLine) this.#sink.problem('bad-json');
    return !this.#inBadLine;
  }

  #inObject(byte: number): boolean {
    if (byte === braceClose) {
      this.#at += 1;
      this.#place = 'top';
      if (!this.#objectHasList) this.#emit(this.#objectStart);
      return true;
    }
    if (byte === bracketClose || (this.#next === 'key' && byte !== quote)) return this.#abandonObject();
    if (this.#next === 'value' && this.#keyIsRecords && byte === bracketOpen) return this.#openList('object');
    return this.#beginScan();
  }

  /** A line of ndjson that was cut off: what follows is looked at anew. */
  #abandonObject(): boolean {
    this.#place = 'top';
    this.#sink.problem('bad-json');
    return true;
  }

  #openList(parent: 'top' | 'object'): boolean {
    this.#at += 1;
    this.#place = 'list';
    this.#listIn = parent;
    if (parent === 'object') this.#objectHasList = true;
    this.#marker = null;
    this.#lastEnd = -1;
    return true;
  }

  #inList(byte: number, final: boolean): boolean {
    if (byte === bracketClose) {
      this.#at += 1;
      this.#place = this.#listIn;
      this.#next = 'key';
      return true;
    }
    if (byte === braceClose) {
      // It closes nothing, and it is no beginning of anything.
      this.#at += 1;
      this.#sink.problem('bad-json');
      return true;
    }
    if (byte === braceOpen) {
      const guess = this.#guessBatch(final);
      if (guess !== 'none') return guess === 'taken';
    }
    this.#oversize = false;
    return this.#beginScan();
  }

  #beginScan(): boolean {
    this.#scan.begin();
    this.#scanning = true;
    this.#valueStart = this.#at;
    return true;
  }

  #scanOn(): boolean {
    const inObject = this.#place === 'object';
    this.#at = this.#scan.scan(this.#bytes, this.#at, inObject);
    if (this.#scan.state === 'open') return false;
    this.#scanning = false;
    if (this.#scan.state === 'broken') return this.#abandonObject();
    if (!inObject) this.#emit(this.#valueStart);
    else if (this.#next === 'value') this.#next = 'key';
    else {
      this.#keyIsRecords = this.#isRecordsKey();
      this.#next = 'value';
    }
    return true;
  }

  #isRecordsKey(): boolean {
    const length = this.#at - this.#valueStart;
    return (
      length === recordsKey.length && this.#bytes.subarray(this.#valueStart, this.#at).equals(recordsKey)
    );
  }

  /** Hands out what was scanned; the next guess is learned from what comes behind it. */
  #emit(start: number): void {
    this.#marker = null;
    this.#lastEnd = this.#at;
    if (this.#oversize || this.#at - start > this.#maxRecordBytes) this.#sink.problem('too-large');
    else if (this.#bytes[start] !== braceOpen) this.#sink.problem('not-an-object');
    else {
      const value = parse(this.#bytes.toString('utf8', start, this.#at));
      if (value === undefined) this.#sink.problem('bad-json');
      else this.#sink.record(value as JsonObject);
    }
  }

  /** `taken`: records were handed out. `wait`: it takes more bytes. `none`: it has to be scanned. */
  #guessLine(final: boolean): 'taken' | 'wait' | 'none' {
    if (this.#at < this.#scanTo) return 'none';
    const end = this.#bytes.indexOf(lineEnd, this.#at);
    if (end === -1) return final || this.#bytes.length - this.#at >= windowBytes ? 'none' : 'wait';
    if (end - this.#at > this.#maxRecordBytes) return 'none';
    const value = parse(this.#bytes.toString('utf8', this.#at, end)) as JsonObject | undefined;
    // A line may also be a whole envelope.
    if (value === undefined || Array.isArray(value['Records'])) {
      this.#scanTo = end;
      return 'none';
    }
    this.#at = end;
    this.#sink.record(value);
    return 'taken';
  }

  #guessBatch(final: boolean): 'taken' | 'wait' | 'none' {
    if (this.#at < this.#scanTo) return 'none';
    this.#marker ??= this.#learnMarker();
    if (this.#marker === null) return 'none';
    if (!final && this.#bytes.length - this.#at < this.#batchBytes) return 'wait';
    const end = this.#bytes.lastIndexOf(this.#marker);
    const list = end > this.#at && end - this.#at <= this.#maxRecordBytes ? this.#parseList(end) : undefined;
    if (list === undefined) {
      this.#scanTo = end > this.#at ? end : this.#bytes.length;
      return 'none';
    }
    for (const one of list) {
      if (typeof one === 'object' && one !== null && !Array.isArray(one))
        this.#sink.record(one as JsonObject);
      else this.#sink.problem('not-an-object');
    }
    this.#at = end;
    this.#lastEnd = end;
    return 'taken';
  }

  /** From `#at` to `end`, in brackets: for a moment they stand where the list's commas do. */
  #parseList(end: number): readonly unknown[] | undefined {
    const bytes = this.#bytes;
    const before = bytes[this.#at - 1] ?? 0;
    const behind = bytes[end] ?? 0;
    bytes[this.#at - 1] = bracketOpen;
    bytes[end] = bracketClose;
    const list = parse(bytes.toString('utf8', this.#at - 1, end + 1)) as unknown[] | undefined;
    bytes[this.#at - 1] = before;
    bytes[end] = behind;
    return list;
  }

  /** From the end of the last record to the first key of the one at `#at`. */
  #learnMarker(): Buffer | null {
    if (this.#lastEnd < 0) return null;
    let keyStart = this.#at + 1;
    while (isSpace(this.#bytes[keyStart])) keyStart += 1;
    if (this.#bytes[keyStart] !== quote) return null;
    const keyEnd = this.#bytes.indexOf(quote, keyStart + 1);
    if (keyEnd === -1 || keyEnd - this.#lastEnd > maxMarkerBytes) return null;
    return Buffer.from(this.#bytes.subarray(this.#lastEnd, keyEnd + 1));
  }

  #append(chunk: Uint8Array): void {
    if (this.#bytes.length + chunk.length > this.#room.length) this.#forget(chunk.length);
    this.#room.set(chunk, this.#bytes.length);
    this.#bytes = this.#room.subarray(0, this.#bytes.length + chunk.length);
  }

  /** Moves what is still needed to the front, into a larger room where it takes one. */
  #forget(coming: number): void {
    const from = this.#needed();
    const left = this.#bytes.length - from;
    const room = left + coming > this.#room.length ? Buffer.allocUnsafeSlow(2 * (left + coming)) : this.#room;
    this.#bytes.copy(room, 0, from);
    this.#room = room;
    this.#bytes = room.subarray(0, left);
    this.#at -= from;
    this.#valueStart -= from;
    this.#objectStart -= from;
    this.#lastEnd -= from;
    this.#scanTo -= from;
  }

  /** The first byte that anybody may still ask for. */
  #needed(): number {
    const length = this.#bytes.length;
    const at = Math.min(this.#at, length);
    if (this.#place === 'list') {
      // The gap before a record: a marker is learned from it, and a bracket may stand in it for a moment.
      if (!this.#scanning) return Math.max(0, at - maxMarkerBytes);
      this.#oversize ||= length - this.#valueStart > this.#maxRecordBytes;
      return this.#oversize ? at : this.#valueStart;
    }
    if (this.#place === 'object' && !this.#objectHasList) {
      this.#oversize ||= length - this.#objectStart > this.#maxRecordBytes;
      if (!this.#oversize) return this.#objectStart;
    }
    const inKey = this.#scanning && this.#next === 'key' && length - this.#valueStart <= maxMarkerBytes;
    return inKey ? this.#valueStart : at;
  }
}

function isGap(byte: number | undefined): boolean {
  return byte === comma || byte === colon || isSpace(byte) || isByteOrderMark(byte);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
