import type { IncomingMessage, ServerResponse } from "node:http";
import type { FakeAnswer, Refusal, Step } from "./route.ts";
import type { VirtualClock } from "./clock.ts";

/**
 * What goes wrong with one request.
 *
 * The vendor's code does not run: `refused` (nobody listens; needs `fake.fetch`), `reset-before`, `status`, `refuse`
 * (the vendor says no in its own words). It has run, and the answer is lost or spoilt: `reset-after`, `stall`
 * (no answer ever), `truncated` (the connection ends within the body), `malformed` (JSON that ends too early),
 * `html` (a page with status 200 instead of the answer), `drip` (the body comes byte by byte and takes
 * `overMs` of the virtual clock), `hold` (the answer comes when `until` resolves).
 */
export type Fault =
  | { readonly kind: "refused" }
  | { readonly kind: "reset-before" }
  | {
      readonly kind: "status";
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly json?: unknown;
      readonly text?: string;
    }
  | { readonly kind: "refuse"; readonly reason: Refusal; readonly message?: string }
  | { readonly kind: "reset-after" }
  | { readonly kind: "stall" }
  | { readonly kind: "truncated" }
  | { readonly kind: "malformed" }
  | { readonly kind: "html" }
  | { readonly kind: "drip"; readonly overMs: number }
  | { readonly kind: "hold"; readonly until: Promise<unknown> };

/** Faults that are waiting for their requests. */
export class FaultScript {
  readonly #waiting: { step: Step; fault: Fault; times: number; skip: number }[] = [];

  add(step: Step, fault: Fault, { times = 1, skip = 0 }: { times?: number; skip?: number }): void {
    this.#waiting.push({ step, fault, times, skip });
  }

  clear(): void {
    this.#waiting.length = 0;
  }

  /** The fault of the next request of a step; `only` leaves those of another kind where they are. */
  take(step: Step, only: (fault: Fault) => boolean): Fault | undefined {
    const next = this.#waiting.find((entry) => entry.step === step && entry.times > 0);
    if (!next || !only(next.fault)) return undefined;
    if (next.skip > 0) {
      next.skip--;
      return undefined;
    }
    next.times--;
    return next.fault;
  }
}

const page = "<!doctype html><html><body><h1>Sorry, we will be back soon</h1></body></html>";

/** Sends an answer as it is meant. */
export async function send(response: ServerResponse, answer: FakeAnswer): Promise<void> {
  if (!answer.events) {
    const { headers, body } = encode(answer);
    response.writeHead(answer.status ?? 200, {
      ...headers,
      "content-length": String(body.byteLength),
    });
    response.end(body);
    return;
  }
  response.writeHead(answer.status ?? 200, {
    "content-type": "text/event-stream",
    ...answer.headers,
  });
  response.flushHeaders();
  for await (const event of answer.events) {
    if (response.destroyed) return;
    response.write(`data: ${JSON.stringify(event)}\n\n`);
  }
  response.end();
}

function encode(answer: FakeAnswer): { headers: Record<string, string>; body: Uint8Array } {
  const { bytes, text, json } = answer;
  if (bytes) return { headers: { ...answer.headers }, body: bytes };
  const type = text === undefined ? "application/json" : "text/plain";
  const content = text ?? (json === undefined ? "" : JSON.stringify(json));
  return {
    headers: { "content-type": type, ...answer.headers },
    body: new TextEncoder().encode(content),
  };
}

/** Sends an answer as its fault leaves it. */
export async function sendFaulty(
  request: IncomingMessage,
  response: ServerResponse,
  answer: FakeAnswer,
  fault: Fault,
  clock: VirtualClock | undefined,
): Promise<void> {
  switch (fault.kind) {
    case "reset-after":
      return reset(request);
    case "stall":
      return passTime(response, clock);
    case "html":
      return send(response, { text: page, headers: { "content-type": "text/html" } });
    case "hold":
      await fault.until;
      return send(response, answer);
  }
  const whole = answer.events ? await withEvents(answer) : encode(answer);
  if (fault.kind === "malformed") {
    const half = whole.body.slice(0, Math.max(1, whole.body.byteLength >> 1));
    response.writeHead(answer.status ?? 200, { ...whole.headers });
    response.end(half);
    return;
  }
  response.writeHead(answer.status ?? 200, {
    ...whole.headers,
    "content-length": String(whole.body.byteLength),
  });
  if (fault.kind === "truncated") {
    await new Promise((resolve) => response.write(whole.body.slice(0, -1), resolve));
    return reset(request);
  }
  if (fault.kind === "drip") return drip(response, whole.body, fault.overMs, clock);
  response.end(whole.body);
}

/** Ends a connection without a word. */
export function reset(request: IncomingMessage): void {
  request.socket.resetAndDestroy();
}

async function withEvents(
  answer: FakeAnswer,
): Promise<{ headers: Record<string, string>; body: Uint8Array }> {
  let text = "";
  for await (const event of answer.events ?? []) text += `data: ${JSON.stringify(event)}\n\n`;
  return {
    headers: { "content-type": "text/event-stream", ...answer.headers },
    body: new TextEncoder().encode(text),
  };
}

/** How long a client is given, in real milliseconds, to notice that its deadline has passed. */
const noticeMs = 20;

/** Lets virtual time pass until the client gives up. */
async function passTime(response: ServerResponse, clock: VirtualClock | undefined): Promise<void> {
  const closed = new Promise<void>((resolve) => response.once("close", resolve));
  if (!clock) return closed;
  while (!response.destroyed) {
    clock.advanceToNext();
    await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, noticeMs))]);
  }
}

async function drip(
  response: ServerResponse,
  body: Uint8Array,
  overMs: number,
  clock: VirtualClock | undefined,
): Promise<void> {
  for (const byte of body) {
    clock?.advance(overMs / body.byteLength);
    await new Promise((resolve) => setImmediate(resolve));
    if (response.destroyed) return;
    await new Promise((resolve) => response.write(Uint8Array.of(byte), resolve));
  }
  response.end();
}
