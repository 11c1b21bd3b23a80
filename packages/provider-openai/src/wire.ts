import type { Call, MediaFile, SubmitCall } from "@tarash/core/provider";
import type { OpenAI } from "openai";

/** How an adapter gets the SDK's client: all that Azure does differently. */
export type ClientOf = (call: Call) => Promise<OpenAI>;

/** Settings of every client. */
export interface SharedOptions {
  readonly fetch: typeof globalThis.fetch;
  readonly maxRetries: 0;
  readonly timeout: number;
  readonly logLevel: "off";
  readonly adminAPIKey: null;
}

/** Settings of every client: core owns retries, time limits and logs. */
export function clientOptions(fetch: typeof globalThis.fetch): SharedOptions {
  return { fetch, maxRetries: 0, timeout: longestTimer, logLevel: "off", adminAPIKey: null };
}

/** Longest wait that a timer takes, in milliseconds. */
const longestTimer = 2 ** 31 - 1;

/** What tells core to which step a request of the SDK belongs. */
export function stepOf(call: Call): { signal: AbortSignal; headers: Record<string, string> } {
  return { signal: call.signal, headers: { ...call.headers } };
}

/** What is sent: the parameters, with files where media are. */
export function bodyOf(call: SubmitCall): Record<string, unknown> {
  const parameters = Object.entries(call.parameters);
  return Object.fromEntries(parameters.map(([name, value]) => [name, withFiles(value)]));
}

function withFiles(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withFiles);
  return isFile(value)
    ? new File([value.content as Uint8Array<ArrayBuffer>], value.fileName, {
        type: value.contentType,
      })
    : value;
}

function isFile(value: unknown): value is MediaFile {
  return typeof value === "object" && value !== null && "content" in value && "fileName" in value;
}

/** Pixels of `1536x1024`; nothing for `auto`. */
export function pixelsOf(size: unknown): { width?: number; height?: number } {
  const [, width, height] = /^(\d+)x(\d+)$/.exec(String(size)) ?? [];
  return width === undefined ? {} : { width: Number(width), height: Number(height) };
}
