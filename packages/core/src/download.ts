import { abortable, anySignal, type Clock, deadlineSignal, systemClock } from "./clock.ts";
import {
  CancelledError,
  HTTPConnectionError,
  HTTPError,
  TimeoutError,
  ValidationError,
  isTarashError,
} from "./errors.ts";
import { isPrivateHost, resolvesToPrivate } from "./private-address.ts";

/** Limits of a download. */
export interface DownloadOptions {
  signal?: AbortSignal;
  /** Longest time for the whole download, in milliseconds. @default 300_000 */
  timeoutMs?: number;
  /** Longest body, in bytes. @default 2_147_483_648 */
  maxBytes?: number;
  /** Whether hosts of a private network (also `localhost`) may be asked. @default false */
  allowPrivateAddresses?: boolean;
}

/** What the core adds for media that it knows. */
export interface DownloadContext extends DownloadOptions {
  fetch?: typeof fetch;
  clock?: Clock;
  /** Sent to `trustedOrigins` only. */
  headers?: Readonly<Record<string, string>>;
  /** Origins that may be private and may see the headers: the vendor's, the caller's `baseUrl`. */
  trustedOrigins?: readonly string[];
}

const defaults = { timeoutMs: 300_000, maxBytes: 2 * 1024 ** 3 };
const mostRedirects = 5;

/** A body that is being downloaded, and what the server calls it. */
export interface Download {
  readonly body: ReadableStream<Uint8Array>;
  readonly contentType: string | undefined;
}

/**
 * Downloads a URL: http and https only, redirects followed one by one, each hop held to the same rules.
 * @throws ValidationError for a private address, a wrong scheme or a body over `maxBytes`; TimeoutError;
 * HTTPError; HTTPConnectionError when the body ends early.
 */
export async function download(address: string, context: DownloadContext): Promise<Download> {
  const clock = context.clock ?? systemClock;
  const timeoutMs = context.timeoutMs ?? defaults.timeoutMs;
  const { signal, stop } = deadlineSignal(
    clock,
    timeoutMs,
    () =>
      new TimeoutError(`download of ${shown(address)} took longer than ${timeoutMs} ms`, {
        timeoutMs,
      }),
  );
  const all = anySignal([signal, ...(context.signal ? [context.signal] : [])]);
  try {
    // Raced, since neither a name look-up nor everybody's `fetch` minds a signal.
    const response = await abortable(follow(parseAddress(address), context, all), all);
    return {
      body: limited(response, address, context.maxBytes ?? defaults.maxBytes, all, stop),
      contentType: response.headers.get("content-type")?.split(";")[0]?.trim(),
    };
  } catch (error) {
    stop();
    throw downloadError(error, address, all);
  }
}

function parseAddress(address: string): URL {
  if (URL.canParse(address)) return new URL(address);
  throw new ValidationError(`${JSON.stringify(shown(address))} is no URL that can be downloaded`);
}

async function follow(
  start: URL,
  context: DownloadContext,
  signal: AbortSignal,
): Promise<Response> {
  const send = context.fetch ?? fetch;
  let url = start;
  for (let hop = 0; hop <= mostRedirects; hop++) {
    await checkAddress(url, context);
    const trusted = context.trustedOrigins?.includes(url.origin) ?? false;
    const response = await send(url, {
      redirect: "manual",
      signal,
      headers: trusted ? (context.headers ?? {}) : {},
    });
    const location = response.headers.get("location");
    if (response.status < 300 || response.status >= 400 || location === null)
      return checkStatus(response, url);
    await response.body?.cancel();
    if (!URL.canParse(location, url.href)) {
      throw new HTTPError(`download of ${shown(start.href)} was redirected to no URL`, {
        statusCode: response.status,
      });
    }
    url = new URL(location, url);
  }
  throw new ValidationError(
    `download of ${shown(start.href)} was redirected more than ${mostRedirects} times`,
  );
}

async function checkStatus(response: Response, url: URL): Promise<Response> {
  if (response.ok) return response;
  await response.body?.cancel();
  const old = response.status === 403 || response.status === 404 || response.status === 410;
  throw new HTTPError(
    `download of ${shown(url.href)}: ${response.status}${old ? " (outputs of vendors expire; save them soon)" : ""}`,
    { statusCode: response.status },
  );
}

async function checkAddress(url: URL, context: DownloadContext): Promise<void> {
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new ValidationError(
      `only http and https URLs can be downloaded (got ${url.protocol} in ${shown(url.href)})`,
    );
  }
  if (url.username !== "" || url.password !== "") {
    throw new ValidationError(
      `${shown(url.href)} has a user name or password in it; download it yourself and give the bytes`,
    );
  }
  if (context.allowPrivateAddresses || context.trustedOrigins?.includes(url.origin)) return;
  if (isPrivateHost(url.hostname) || (await resolvesToPrivate(url.hostname))) {
    throw new ValidationError(
      `${shown(url.href)} is on a private network; set allowPrivateAddresses to download from there`,
    );
  }
}

/** The body with its length held to the limit and to what the server promised. */
function limited(
  response: Response,
  address: string,
  maxBytes: number,
  signal: AbortSignal,
  stop: () => void,
): ReadableStream<Uint8Array> {
  const encoded = response.headers.has("content-encoding");
  const promised = encoded
    ? Number.NaN
    : Number(response.headers.get("content-length") ?? Number.NaN);
  if (promised > maxBytes) {
    void response.body?.cancel();
    throw new ValidationError(
      `${shown(address)} has ${promised} bytes, more than the allowed ${maxBytes}`,
    );
  }
  const reader = response.body?.getReader();
  let size = 0;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = (reader && (await abortable(reader.read(), signal))) ?? {
          done: true,
          value: undefined,
        };
        if (!done && value) {
          size += value.byteLength;
          if (size > maxBytes)
            throw new ValidationError(
              `${shown(address)} has more than the allowed ${maxBytes} bytes`,
            );
          controller.enqueue(value);
          return;
        }
        if (size < promised) {
          throw new HTTPConnectionError(
            `${shown(address)} ended after ${size} of ${promised} bytes`,
          );
        }
        stop();
        controller.close();
      } catch (error) {
        stop();
        void reader?.cancel().catch(() => undefined);
        controller.error(downloadError(error, address, signal));
      }
    },
    async cancel(reason) {
      stop();
      await reader?.cancel(reason);
    },
  });
}

function downloadError(error: unknown, address: string, signal: AbortSignal): Error {
  if (isTarashError(error)) return error;
  if (signal.aborted && isTarashError(signal.reason)) return signal.reason;
  if (signal.aborted)
    return new CancelledError(`download of ${shown(address)} was aborted`, {
      cause: signal.reason,
    });
  return new HTTPConnectionError(`download of ${shown(address)} failed: ${String(error)}`, {
    cause: error,
  });
}

function shown(address: string): string {
  return (address.split(/[?#]/)[0] ?? "").replace(/\/\/[^/@]*@/, "//").slice(0, 200);
}

/** All bytes of a body. */
export async function readAll(body: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  return new Uint8Array(
    await new Response(body as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer(),
  );
}
