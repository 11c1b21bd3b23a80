import { place } from "./api-address.ts";
import { deepestMessage, deliveryOf } from "./delivery.ts";
import { abortable, anySignal, type Clock, deadlineSignal } from "./clock.ts";
import {
  type Delivery,
  HTTPConnectionError,
  type TarashError,
  TimeoutError,
  isTarashError,
} from "./errors.ts";
import { errorFromAnswer, readFailureBody } from "./failed-answer.ts";
import type { FailedAnswer, FailureFacts } from "./provider.ts";

/** What one request carries. At most one of `json`, `form` and `body`. */
export interface HttpOptions {
  /** @default "GET", or "POST" when there is a body */
  method?: string;
  query?: Record<string, string | number | boolean | undefined>;
  headers?: Record<string, string>;
  json?: unknown;
  form?: FormData;
  body?: RequestInit["body"];
  /** Whether the provider's key header is sent. @default true */
  authorized?: boolean;
}

/** Requests to the vendor's API, by path or by a URL on one of its hosts. Every answer that is not 2xx is thrown. */
export interface HttpClient {
  json<Answer = unknown>(url: string, options?: HttpOptions): Promise<Answer>;
  text(url: string, options?: HttpOptions): Promise<string>;
  bytes(url: string, options?: HttpOptions): Promise<{ content: Uint8Array; headers: Headers }>;
  response(url: string, options?: HttpOptions): Promise<Response>;
}

/** Who sends, and where it may go. */
export interface HttpContext {
  readonly provider: string;
  readonly model: string;
  /** API origins of the vendor; the key goes to no other. */
  readonly hosts: readonly string[];
  readonly baseUrl?: string | undefined;
  readonly fetch: typeof fetch;
  /** The caller's own headers, sent to the API only. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly authorization: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly clock: Clock;
  /** Longest time for one request and its body, in milliseconds. */
  readonly timeoutMs: number;
  readonly readFailure?: ((answer: FailedAnswer) => FailureFacts | undefined) | undefined;
  /** Called before each request leaves. */
  readonly beforeRequest?: (() => Promise<void>) | undefined;
  /** Called with the headers of each answer. */
  readonly afterAnswer?: ((status: number, headers: Headers) => void) | undefined;
}

const keyHeaders = [
  "authorization",
  "api-key",
  "x-api-key",
  "x-goog-api-key",
  "xi-api-key",
  "cookie",
];

/**
 * The `fetch` that a vendor's SDK gets for one step. It sends a failed step's request once: whatever the SDK makes
 * of an error, a second try gets the same error without touching the network.
 */
export function guardedFetch(
  context: HttpContext,
): typeof fetch & { failure(): TarashError | undefined } {
  let failure: TarashError | undefined;
  const guarded = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    if (failure) throw failure;
    try {
      return await send(context, input, init);
    } catch (error) {
      failure = isTarashError(error) ? error : connectionError(context, error);
      throw failure;
    }
  };
  return Object.assign(guarded, { failure: () => failure });
}

async function send(
  context: HttpContext,
  input: string | URL | Request,
  init: RequestInit = {},
): Promise<Response> {
  const asked = input instanceof Request ? input : undefined;
  const target = new URL(asked?.url ?? String(input));
  const { url, own } = place(target, context);
  const headers = new Headers(init.headers ?? asked?.headers);
  headers.delete(callHeader);
  if (own) {
    for (const [name, value] of Object.entries(context.headers ?? {})) headers.set(name, value);
  } else {
    for (const name of [...keyHeaders, ...Object.keys(context.authorization)]) headers.delete(name);
  }
  const method = init.method ?? asked?.method ?? "GET";
  await context.beforeRequest?.();
  const { signal, stop } = deadlineSignal(
    context.clock,
    context.timeoutMs,
    () =>
      new TimeoutError(
        `${context.provider} ${context.model}: no answer to ${method} ${shown(url)} within ${context.timeoutMs} ms`,
        {
          provider: context.provider,
          model: context.model,
          timeoutMs: context.timeoutMs,
          delivery: "unknown",
        },
      ),
  );
  const theirs = init.signal ?? asked?.signal;
  const ended = anySignal([signal, context.signal, ...(theirs ? [theirs] : [])]);
  const body = init.body ?? (asked?.body === null ? undefined : asked?.body);
  let response: Response;
  try {
    const answer = context.fetch(url, {
      ...init,
      method,
      headers,
      redirect: own ? "manual" : "follow",
      signal: ended,
      ...(body === undefined ? {} : { body }),
      ...(body instanceof ReadableStream ? { duplex: "half" } : {}),
    } as RequestInit);
    // Raced, since not everybody's `fetch` minds a signal.
    response = await abortable(answer, ended);
  } catch (error) {
    stop();
    throw connectionError(context, error, method, url);
  }
  context.afterAnswer?.(response.status, response.headers);
  if (response.ok && own && isPage(response)) {
    stop();
    await response.body?.cancel().catch(() => undefined);
    throw new HTTPConnectionError(
      `${context.provider} ${context.model}: a web page came in place of an answer to ${method} ${shown(url)}`,
      { provider: context.provider, model: context.model, delivery: "unknown" },
    );
  }
  if (response.ok) return stopWithBody(response, { stop, ended }, context, method, url);
  const error = await statusError(context, response, url, method).finally(stop);
  throw error;
}

/** A proxy in trouble answers 200 and a page, which vendors' clients take for an answer. */
function isPage({ headers }: Response): boolean {
  return (
    headers.get("content-length") !== "0" && /^text\/html\b/.test(headers.get("content-type") ?? "")
  );
}

/** The header by which an SDK's request finds the step it belongs to; it never leaves the process. */
export const callHeader = "x-tarash-call";

/**
 * The time limit holds until the body is read: a stalled body would otherwise hang for ever. JSON is read here and
 * now, which is quicker than a stream and tells a broken answer from a good one before anybody takes it for one.
 */
async function stopWithBody(
  response: Response,
  { stop, ended }: { stop: () => void; ended: AbortSignal },
  context: HttpContext,
  method: string,
  url: URL,
): Promise<Response> {
  if (!response.body) {
    stop();
    return response;
  }
  if (/\bjson\b/.test(response.headers.get("content-type") ?? "")) {
    try {
      return withUrl(
        new Response(await abortable(response.arrayBuffer(), ended), response),
        response.url,
      );
    } catch (error) {
      throw connectionError(context, error, method, url, "unknown");
    } finally {
      stop();
    }
  }
  const reader = response.body.getReader();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await abortable(reader.read(), ended);
        if (!done) {
          controller.enqueue(value);
          return;
        }
        stop();
        controller.close();
      } catch (error) {
        stop();
        controller.error(connectionError(context, error, method, url, "unknown"));
      }
    },
    async cancel(reason) {
      stop();
      await reader.cancel(reason);
    },
  });
  return withUrl(new Response(body, response), response.url);
}

/** SDKs read where an answer came from, which a response of our own does not know. */
function withUrl(response: Response, url: string): Response {
  return Object.defineProperty(response, "url", { value: url });
}

function connectionError(
  context: HttpContext,
  error: unknown,
  method = "",
  url?: URL,
  delivery: Delivery = deliveryOf(error),
): TarashError {
  if (isTarashError(error)) return error;
  if (context.signal.aborted && isTarashError(context.signal.reason)) return context.signal.reason;
  const reason = deepestMessage(error);
  const where = url ? ` ${method} ${shown(url)}` : "";
  return new HTTPConnectionError(
    `${context.provider} ${context.model}: no connection for${where}: ${reason}`,
    {
      provider: context.provider,
      model: context.model,
      cause: error,
      delivery,
    },
  );
}

function shown(url: URL): string {
  return url.origin + url.pathname;
}

async function statusError(
  context: HttpContext,
  response: Response,
  url: URL,
  method: string,
): Promise<TarashError> {
  const body = await readFailureBody(response);
  const answer: FailedAnswer = {
    status: response.status,
    headers: response.headers,
    body,
    url: url.href,
  };
  const facts = context.readFailure?.(answer);
  return errorFromAnswer(answer, facts, {
    provider: context.provider,
    model: context.model,
    where: `${method} ${shown(url)}`,
    now: context.clock.now(),
  });
}

/** Requests for one step, for providers without an SDK. */
export function httpClient(context: HttpContext, guarded: typeof fetch): HttpClient {
  const response = async (path: string, options: HttpOptions = {}): Promise<Response> => {
    const url = new URL(path, context.hosts[0]);
    for (const [name, value] of Object.entries(options.query ?? {})) {
      if (value !== undefined) url.searchParams.set(name, String(value));
    }
    const body =
      options.json === undefined ? (options.form ?? options.body) : JSON.stringify(options.json);
    const headers = {
      accept: "application/json",
      ...(options.json === undefined ? {} : { "content-type": "application/json" }),
      ...(options.authorized === false ? {} : context.authorization),
      ...options.headers,
    };
    return guarded(url, {
      method: options.method ?? (body === undefined ? "GET" : "POST"),
      headers,
      ...(body === undefined ? {} : { body }),
    });
  };
  const text = async (path: string, options?: HttpOptions): Promise<string> =>
    (await response(path, options)).text();
  return {
    response,
    text,
    async json<Answer>(path: string, options?: HttpOptions): Promise<Answer> {
      const answer = await text(path, options);
      try {
        return JSON.parse(answer) as Answer;
      } catch (cause) {
        throw new HTTPConnectionError(
          `${context.provider} ${context.model}: the answer of ${path} is not JSON (starts with ${JSON.stringify(answer.slice(0, 60))})`,
          { provider: context.provider, model: context.model, cause, delivery: "unknown" },
        );
      }
    },
    async bytes(path, options) {
      const answer = await response(path, { headers: { accept: "*/*" }, ...options });
      return { content: new Uint8Array(await answer.arrayBuffer()), headers: answer.headers };
    },
  };
}
