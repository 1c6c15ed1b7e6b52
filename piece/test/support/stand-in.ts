/** An HTTP server of the test's own: the flow's address in ActivePieces, or something beside WinFactor. */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  rawBody: string;
}

export interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
}

export class StandIn {
  readonly received: Received[] = [];
  private waiting: ((request: Received) => void)[] = [];
  private unread: Received[] = [];

  private constructor(private readonly server: Server) {}

  /** Answers as told; without a word `200 {}`, as ActivePieces does. */
  static async start(answer: (request: Received) => Answer = () => ({ status: 200, body: {} })): Promise<StandIn> {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const received = {
          method: request.method ?? '',
          path: request.url ?? '',
          headers: request.headers,
          rawBody: Buffer.concat(chunks).toString('utf8'),
        };
        standIn.note(received);
        const { status, headers, body } = answer(received);
        const isText = typeof body === 'string';
        response.writeHead(status, { 'content-type': isText ? 'text/html' : 'application/json', ...headers });
        response.end(isText ? body : JSON.stringify(body ?? {}));
      });
    });
    const standIn = new StandIn(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return standIn;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The next request that was not asked for yet; waits until it comes. */
  next(): Promise<Received> {
    const early = this.unread.shift();
    return early === undefined ? new Promise((resolve) => this.waiting.push(resolve)) : Promise.resolve(early);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private note(request: Received): void {
    this.received.push(request);
    const waiting = this.waiting.shift();
    if (waiting === undefined) {
      this.unread.push(request);
    } else {
      waiting(request);
    }
  }
}
