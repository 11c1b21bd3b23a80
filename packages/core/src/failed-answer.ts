import {
  AuthenticationError,
  ContentModerationError,
  HTTPError,
  RateLimitError,
  type TarashError,
  type TarashErrorOptions,
  ValidationError,
} from "./errors.ts";
import type { FailedAnswer, FailureFacts } from "./provider.ts";
import { retryAfterMs } from "./retry-after.ts";

/** Longest part of a failed answer that is read, in bytes. */
const failureBytes = 64 * 1024;

/** The body of a failed answer: parsed JSON, else text, as far as it is worth reading. */
export async function readFailureBody(response: Response): Promise<unknown> {
  const text = await readLimited(response).catch(() => "");
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

async function readLimited(response: Response): Promise<string> {
  if (!response.body) return "";
  const reader = response.body.getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  while (size < failureBytes) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    size += value.byteLength;
  }
  await reader.cancel().catch(() => undefined);
  return new TextDecoder().decode(await new Blob(parts as Uint8Array<ArrayBuffer>[]).arrayBuffer());
}

/** Statuses that say nothing about whether the request was carried out. */
const fateless = new Set([408, 500, 502, 504]);

/** The class of a failed answer; the vendor's own words decide on moderation, the status on the rest. */
export function errorFromAnswer(
  answer: FailedAnswer,
  facts: FailureFacts | undefined,
  who: { provider: string; model: string; where: string; now: number },
): TarashError {
  const { status, headers } = answer;
  const said = facts?.message ?? messageOf(answer.body) ?? "no reason given";
  const message = `${who.provider} ${who.model}: ${status} for ${who.where}: ${said}`;
  const retry = retryAfterMs(headers, who.now) ?? facts?.retryAfterMs;
  const id =
    headers.get("x-request-id") ?? headers.get("request-id") ?? headers.get("x-fal-request-id");
  const options: TarashErrorOptions = {
    provider: who.provider,
    model: who.model,
    statusCode: status,
    rawResponse: facts?.raw ?? answer.body,
    delivery:
      fateless.has(status) || status > 504 || (status >= 300 && status < 400)
        ? "unknown"
        : "refused",
    ...(retry === undefined ? {} : { retryAfterMs: retry }),
    ...(id === null ? {} : { providerRequestId: id }),
  };
  if (facts?.moderated) return new ContentModerationError(message, options);
  if (status === 400 || status === 422 || facts?.invalid)
    return new ValidationError(message, options);
  if (status === 401 || status === 403) {
    return new AuthenticationError(`${message}. Another key or account?`, options);
  }
  if (status === 429) return new RateLimitError(message, options);
  return new HTTPError(message, options);
}

/** The words of an error body, in the spellings that vendors use. */
export function messageOf(body: unknown): string | undefined {
  if (typeof body === "string") {
    const text = body
      .replace(/<[^<>]*>/g, " ")
      .replace(/\s+/g, " ")
      .trim();
    return text === "" ? undefined : text.slice(0, 300);
  }
  if (typeof body !== "object" || body === null) return undefined;
  if (Array.isArray(body)) {
    const parts = body.map(messageOf).filter((part) => part !== undefined);
    return parts.length > 0 ? parts.join("; ") : undefined;
  }
  const fields = body as Record<string, unknown>;
  for (const name of [
    "message",
    "msg",
    "detail",
    "error",
    "errors",
    "title",
    "failure_reason",
    "reason",
  ]) {
    const found = messageOf(fields[name]);
    if (found !== undefined) return found;
  }
  return undefined;
}
