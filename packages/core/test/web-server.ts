import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** A real server for one test, closed at its end. */
export interface WebServer {
  readonly url: string;
  readonly port: number;
  readonly requests: IncomingMessage[];
}

export async function serve(listener: RequestListener): Promise<WebServer> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, port, requests };
}

/** What `promise` rejects with; fails when it does not. */
export async function rejection(promise: Promise<unknown>): Promise<Error> {
  return promise.then(
    (value) => {
      throw new Error(`resolved to ${String(value)}`);
    },
    (error: unknown) => error as Error,
  );
}

/** A port on which nobody listens. */
export async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** An answer whose body stops after its beginning, and never minds a signal. */
export function stalled(beginning: string): { fetch: typeof fetch; reached: Promise<void> } {
  let reach: () => void = () => undefined;
  const reached = new Promise<void>((resolve) => (reach = resolve));
  let pulls = 0;
  const pull = (controller: ReadableStreamDefaultController): Promise<void> | undefined => {
    if (pulls++ === 0) {
      controller.enqueue(new TextEncoder().encode(beginning));
      return undefined;
    }
    setImmediate(reach);
    return new Promise(() => undefined);
  };
  return { fetch: async () => new Response(new ReadableStream({ pull })), reached };
}
