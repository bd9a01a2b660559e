import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import type { Clock } from './clock.ts';
import type { Ack, Delivery, DeliveryKind } from './delivery.ts';
import { DeliveryError } from './delivery.ts';
import type { DisconnectReason } from './faults.ts';
import { isJson, type Json, parseJson, textOf } from './json.ts';
import { app } from './state.ts';

/** docs.slack.dev/apis/events-api/using-socket-mode: at most ten connections an app; a payload goes to any one. */
const maxConnections = 10;
/** Slack warns some ten seconds before it closes a connection. */
const warningTime = 10_000;
/** Real milliseconds between the server's pings; the client gives up after 30 s without one. */
const pingEvery = 10_000;

interface Envelope {
  id: string;
  body: Json;
  sentOver: WebSocket | undefined;
  settle: (ack: Ack) => void;
}

/** The far end of Socket Mode: hands out addresses, sends envelopes, waits for their acks. */
export class SocketMode implements Delivery {
  readonly #clock: Clock;
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #tickets = new Set<string>();
  readonly #connections = new Set<WebSocket>();
  /** Told to go, not gone yet: they may still ack, but get nothing new. */
  readonly #leaving = new WeakSet<WebSocket>();
  readonly #waiting = new Map<string, Envelope>();
  readonly #pinger: NodeJS.Timeout;
  readonly #stopped = new AbortController();
  #turn = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#pinger = setInterval(() => {
      for (const socket of this.#connections) socket.ping('ping from the simulator');
    }, pingEvery).unref();
  }

  get connections(): number {
    return this.#connections.size;
  }

  /** The path of a new address; it opens one connection. */
  mintPath(): string {
    const ticket = randomUUID();
    this.#tickets.add(ticket);
    return `/link/?ticket=${ticket}&app_id=${app.appId}`;
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const ticket = new URL(request.url ?? '/', 'http://localhost').searchParams.get('ticket') ?? '';
    if (!this.#tickets.delete(ticket)) {
      socket.end('HTTP/1.1 401 Unauthorized\r\nconnection: close\r\n\r\n');
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (connection) => this.#welcome(connection));
  }

  deliver(kind: DeliveryKind, payload: Json, signal: AbortSignal, retry?: { attempt: number }): Promise<Ack> {
    if (this.#ready().length === 0) return Promise.reject(new DeliveryError('dispatch_failed'));
    return new Promise((resolve, reject) => {
      const id = randomUUID();
      const envelope: Envelope = {
        id,
        body: {
          envelope_id: id,
          type: kind,
          payload,
          accepts_response_payload: kind !== 'events_api',
          ...(kind === 'events_api' && {
            retry_attempt: retry?.attempt ?? 0,
            retry_reason: retry ? 'timeout' : '',
          }),
        },
        sentOver: undefined,
        settle: (ack) => {
          this.#waiting.delete(id);
          resolve(ack);
        },
      };
      this.#waiting.set(id, envelope);
      const giveUp = () => {
        if (this.#waiting.delete(id)) reject(new DeliveryError('operation_timeout'));
      };
      signal.addEventListener('abort', giveUp, { once: true });
      this.#send(envelope);
    });
  }

  /** Ends every connection, in the way asked for. */
  disconnect(reason: DisconnectReason): void {
    for (const connection of [...this.#connections]) {
      if (reason === 'dropped') connection.terminate();
      else this.#sendAway(connection, reason);
    }
  }

  stop(): void {
    clearInterval(this.#pinger);
    this.#stopped.abort();
    for (const connection of this.#connections) {
      connection.close(1001);
      setTimeout(() => connection.terminate(), 500).unref();
    }
    this.#server.close();
  }

  #welcome(connection: WebSocket): void {
    if (this.#connections.size >= maxConnections) {
      this.#sendAway(connection, 'too_many_websockets');
      connection.close();
      return;
    }
    this.#connections.add(connection);
    connection.on('message', (data) => this.#receive(String(data)));
    connection.on('error', () => connection.terminate());
    connection.on('close', () => this.#forget(connection));
    connection.send(
      JSON.stringify({
        type: 'hello',
        num_connections: this.#connections.size,
        connection_info: { app_id: app.appId },
        debug_info: { host: 'simulator', approximate_connection_time: 18_060 },
      }),
    );
    for (const envelope of this.#waiting.values()) if (!envelope.sentOver) this.#send(envelope);
  }

  /** What a lost connection did not ack goes out again, over another one or the next that opens. */
  #forget(connection: WebSocket): void {
    this.#connections.delete(connection);
    for (const envelope of this.#waiting.values()) {
      if (envelope.sentOver !== connection) continue;
      envelope.sentOver = undefined;
      this.#send(envelope);
    }
  }

  #sendAway(connection: WebSocket, reason: string): void {
    this.#leaving.add(connection);
    connection.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'simulator' } }));
    void this.#clock.sleep(warningTime, this.#stopped.signal).then(() => connection.terminate());
  }

  #ready(): WebSocket[] {
    return [...this.#connections].filter(
      (connection) => connection.readyState === WebSocket.OPEN && !this.#leaving.has(connection),
    );
  }

  #send(envelope: Envelope): void {
    const ready = this.#ready();
    const connection = ready[this.#turn % Math.max(1, ready.length)];
    this.#turn += 1;
    if (!connection) return;
    envelope.sentOver = connection;
    connection.send(JSON.stringify(envelope.body));
  }

  #receive(text: string): void {
    const ack = parseJson(text);
    if (!isJson(ack)) return;
    const payload = ack['payload'];
    this.#waiting.get(textOf(ack['envelope_id']) ?? '')?.settle(isJson(payload) ? payload : {});
  }
}
