import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { VirtualClock } from "./clock.ts";
import { type Fault, FaultScript, reset, send, sendFaulty } from "./fault.ts";
import { FileBook, filesPath } from "./file-book.ts";
import { JobBook, type JobScript } from "./job-book.ts";
import {
  type FakeAnswer,
  type FakeRequest,
  findRoute,
  type Route,
  type Step,
  type Vendor,
  type VendorContext,
} from "./route.ts";

/** A request that reached the fake, and what became of it. */
export interface RecordedRequest extends FakeRequest {
  readonly step: Step;
  readonly fault: Fault | undefined;
  /** The status that the vendor's code answered with; nothing when it did not run. */
  readonly status: number | undefined;
}

export interface FakeVendorOptions {
  /** The only key that the fake takes. @default one that is made for this fake */
  apiKey?: string;
  /** Passed on by stalls and slow answers (without it they just hang), held while `fetch` is at work. */
  clock?: VirtualClock;
  /** What happens to jobs, unless `script` says otherwise. */
  script?: JobScript;
  /** @default any that is free */
  port?: number;
}

/** A vendor at work on 127.0.0.1. */
export interface FakeVendor {
  readonly name: string;
  /** For `baseUrl`. Without a slash at the end. */
  readonly url: string;
  readonly apiKey: string;
  /**
   * For `fetch` of a config: requests to https addresses, whatever the host, come here. Needed for the fault
   * `refused`, and for vendors whose key sets or uploads live on hosts that `baseUrl` does not stand for.
   */
  readonly fetch: typeof fetch;
  readonly jobs: JobBook;
  readonly files: FileBook;
  /** All requests so far, in order of arrival. */
  readonly requests: readonly RecordedRequest[];
  /** How many submits the vendor's code took. What is billed. */
  readonly accepted: number;
  /** How many requests of a step arrived. */
  count(step: Step): number;
  /** Spoils the next requests of a step: one, or `times` of them, after the first `skip`. */
  fault(step: Step, fault: Fault, options?: { times?: number; skip?: number }): void;
  /** What happens to the next job; to `times` jobs; to all that follow when `times` is left out. */
  script(script: JobScript, options?: { times?: number }): void;
  /** Resolves when the next request of a step arrives, before it is answered. */
  arrival(step: Step): Promise<void>;
  /** Forgets faults that were not used. */
  clearFaults(): void;
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Starts a fake vendor: a real HTTP server on a free port. */
export async function startFakeVendor(
  vendor: Vendor,
  options: FakeVendorOptions = {},
): Promise<FakeVendor> {
  const server = createServer();
  await listen(server, options.port ?? 0);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const closedUrl = `http://127.0.0.1:${await closedPort()}`;
  const context: VendorContext = {
    url,
    apiKey: options.apiKey ?? `fake-${vendor.name}-${crypto.randomUUID()}`,
    jobs: new JobBook(vendor.name),
    files: new FileBook(() => url),
  };
  if (options.script) context.jobs.script(options.script);
  const faults = new FaultScript();
  const requests: RecordedRequest[] = [];
  const arrivals: { step: Step; resolve: () => void }[] = [];
  const routes = [...vendor.routes, filesRoute(vendor)];
  let accepted = 0;

  server.on("request", (incoming: IncomingMessage, response: ServerResponse) => {
    void serve(incoming, response).catch((error: unknown) => {
      if (response.destroyed) return;
      if (response.headersSent) response.destroy();
      else {
        const message = `the fake ${vendor.name} is broken: ${error instanceof Error ? error.stack : String(error)}`;
        void send(response, { status: 599, text: message });
      }
    });
  });

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const target = new URL(incoming.url ?? "/", url);
    const found = findRoute(routes, incoming.method ?? "GET", target.pathname);
    const step = found?.route.step ?? "other";
    const request = await readRequest(incoming, target, found?.params ?? {});
    const fault = faults.take(step, ({ kind }) => kind !== "refused");
    const record = { ...request, step, fault, status: undefined as number | undefined };
    requests.push(record);
    for (const waiting of arrivals.filter((entry) => entry.step === step)) {
      arrivals.splice(arrivals.indexOf(waiting), 1);
      waiting.resolve();
    }
    if (fault?.kind === "reset-before") return reset(incoming);
    if (fault?.kind === "status") return send(response, fault);
    if (fault?.kind === "refuse") {
      return send(response, vendor.refuse(fault.reason, fault.message ?? "the script says no"));
    }
    const answer = await answerOf(found?.route, request);
    record.status = answer.status ?? 200;
    if (step === "submit" && record.status < 300 && !answer.repeated) accepted++;
    return fault
      ? sendFaulty(incoming, response, answer, fault, options.clock)
      : send(response, answer);
  }

  async function answerOf(route: Route | undefined, request: FakeRequest): Promise<FakeAnswer> {
    if (!route) return vendor.refuse("not-found", `no such path: ${request.url.pathname}`);
    const key = route.step === "download" ? undefined : vendor.keyOf(request);
    if (key !== undefined && key !== context.apiKey) {
      return vendor.refuse("unauthorized", "the key is not known");
    }
    return route.answer(request, context);
  }

  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return {
    name: vendor.name,
    url,
    apiKey: context.apiKey,
    jobs: context.jobs,
    files: context.files,
    requests,
    get accepted() {
      return accepted;
    },
    fetch: async (input, init) => {
      const asked = input instanceof Request ? input : undefined;
      const target = new URL(asked?.url ?? String(input));
      const place = target.protocol === "https:" ? url : target.origin;
      const method = init?.method ?? asked?.method ?? "GET";
      const step = findRoute(routes, method, target.pathname)?.route.step ?? "other";
      const refused =
        place === url && faults.take(step, ({ kind }) => kind === "refused") !== undefined;
      const address = new URL(target.pathname + target.search, refused ? closedUrl : place);
      return heldFetch(asked ? new Request(address, asked) : address, init, options.clock);
    },
    count: (step) => requests.filter((request) => request.step === step).length,
    fault: (step, fault, times = {}) => faults.add(step, fault, times),
    script: (script, times) => context.jobs.script(script, times),
    arrival: (step) => new Promise((resolve) => arrivals.push({ step, resolve })),
    clearFaults: () => faults.clear(),
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** A fetch during which virtual time stands still, until the whole body is read. */
async function heldFetch(
  input: URL | Request,
  init: RequestInit | undefined,
  clock: VirtualClock | undefined,
): Promise<Response> {
  const release = clock?.hold() ?? ((): void => undefined);
  try {
    const response = await fetch(input, init);
    if (!response.body) {
      release();
      return response;
    }
    const reader = response.body.getReader();
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (!done) return controller.enqueue(value);
          release();
          controller.close();
        } catch (error) {
          release();
          controller.error(error);
        }
      },
      cancel(reason) {
        release();
        return reader.cancel(reason);
      },
    });
    const copy = new Response(body, response);
    Object.defineProperty(copy, "url", { value: response.url });
    return copy;
  } catch (error) {
    release();
    throw error;
  }
}

function filesRoute(vendor: Vendor): Route {
  return {
    step: "download",
    method: "GET",
    path: `${filesPath}:name`,
    answer(request, { files, apiKey }) {
      const file = files.get(request.params["name"] ?? "");
      if (!file) return vendor.refuse("not-found", "no such file");
      if (file.needsKey && vendor.keyOf(request) !== apiKey) {
        return vendor.refuse("unauthorized", "the file is given to its owner only");
      }
      return { bytes: file.content, headers: { "content-type": file.contentType } };
    },
  };
}

async function readRequest(
  incoming: IncomingMessage,
  url: URL,
  params: Readonly<Record<string, string>>,
): Promise<FakeRequest> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  const bytes = new Uint8Array(Buffer.concat(parts));
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    headers.set(name, Array.isArray(value) ? value.join(", ") : (value ?? ""));
  }
  return {
    method: incoming.method ?? "GET",
    url,
    headers,
    bytes,
    body: await parseBody(bytes, headers.get("content-type") ?? ""),
    params,
  };
}

async function parseBody(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<unknown> {
  if (bytes.byteLength === 0) return undefined;
  if (/multipart\/form-data|x-www-form-urlencoded/.test(type)) {
    return new Response(bytes, { headers: { "content-type": type } }).formData();
  }
  const text = new TextDecoder().decode(bytes);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve());
  });
}

/** A port on which nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await listen(server, 0);
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
