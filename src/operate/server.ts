import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { messageOf } from '../shared/errors.ts';
import type { Logger } from '../shared/logger.ts';
import type { Metrics } from './metrics.ts';

export interface OperateServer {
  readonly port: number;
  stop(): Promise<void>;
}

export interface OperateDeps {
  readonly metrics: Metrics;
  /** Throws when the process cannot do its work. */
  readonly healthy: () => Promise<void>;
  readonly logger: Logger;
  /** Slack's deliveries in HTTP mode: true when the request is one. */
  readonly slack: ((request: IncomingMessage, response: ServerResponse) => boolean) | null;
}

/** /healthz for Docker and load balancers, /metrics for Prometheus. Nothing here reveals an alert. */
export async function startOperateServer(
  address: { readonly host: string; readonly port: number },
  deps: OperateDeps,
): Promise<OperateServer> {
  const server = createServer((request, response) => {
    answer(request, response, deps).catch((error) => {
      deps.logger.warn({ error: messageOf(error) }, 'the operator page could not answer');
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(address.port, address.host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, deps: OperateDeps): Promise<void> {
  if (deps.slack?.(request, response)) return;
  if (request.url === '/healthz') {
    try {
      await deps.healthy();
      response.writeHead(200, { 'content-type': 'text/plain' }).end('ok\n');
    } catch (error) {
      deps.logger.warn({ error: messageOf(error) }, 'health check failed');
      response.writeHead(503, { 'content-type': 'text/plain' }).end('not healthy; the log says why\n');
    }
  } else if (request.url === '/metrics') {
    const text = await deps.metrics.registry.metrics();
    response.writeHead(200, { 'content-type': deps.metrics.registry.contentType }).end(text);
  } else {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('here are /healthz and /metrics\n');
  }
}
