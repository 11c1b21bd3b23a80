import type { JobRef } from "./job-ref.ts";
import type { CancelOutcome } from "./provider.ts";
import type { ExecutionMetadata } from "./response.ts";
import { redact, redactText } from "./redact.ts";

/**
 * What is certain about a request that failed: it never left (`unsent`), the vendor answered that it did not
 * take it (`refused`), or nobody can know (`unknown`). Only the first two may be sent again.
 */
export type Delivery = "unsent" | "refused" | "unknown";

/** Facts that an error carries beside its message. */
export interface TarashErrorOptions {
  cause?: unknown;
  provider?: string;
  model?: string;
  /** Tarash's own id of the call. */
  requestId?: string;
  /** The job that the error is about, once a provider accepted it or an intent was written. */
  job?: JobRef;
  statusCode?: number;
  /** The vendor's id of the request or job, for its support. */
  providerRequestId?: string;
  /** The vendor's answer, redacted. */
  rawResponse?: unknown;
  executionMetadata?: ExecutionMetadata;
  delivery?: Delivery;
  /** How long the vendor asked us to wait, in milliseconds. */
  retryAfterMs?: number;
}

const brand = Symbol.for("tarash.error");

/**
 * The base of every error that Tarash throws. Thrown itself only for what fits no other class:
 * a bug in a provider or in a callback.
 */
export class TarashError extends Error {
  override name: string = "TarashError";
  provider: string | undefined;
  model: string | undefined;
  requestId: string | undefined;
  job: JobRef | undefined;
  statusCode: number | undefined;
  providerRequestId: string | undefined;
  rawResponse: unknown;
  executionMetadata: ExecutionMetadata | undefined;
  readonly delivery: Delivery | undefined;
  readonly retryAfterMs: number | undefined;
  /** What came of asking the provider to cancel, where an abort or a time-out asked for it. */
  cancelOutcome: Promise<CancelOutcome> | undefined;

  constructor(message: string, options: TarashErrorOptions = {}) {
    super(
      redactText(message),
      options.cause === undefined ? undefined : { cause: redact(options.cause) },
    );
    Object.defineProperty(this, brand, { value: true });
    this.provider = options.provider;
    this.model = options.model;
    this.requestId = options.requestId;
    this.job = options.job;
    this.statusCode = options.statusCode;
    this.providerRequestId = options.providerRequestId;
    this.rawResponse = redact(options.rawResponse);
    this.executionMetadata = options.executionMetadata;
    this.delivery = options.delivery;
    this.retryAfterMs = options.retryAfterMs;
  }

  /** Whether another provider, or the same one later, may succeed with the same request. */
  get isRetryable(): boolean {
    return false;
  }
}

/** The request, the config or an input is wrong; sending it again changes nothing. 400 and 422 of a vendor too. */
export class ValidationError extends TarashError {
  override name = "ValidationError" as const;
}

/** The vendor's policy refuses the prompt, an input or the result. */
export class ContentModerationError extends TarashError {
  override name = "ContentModerationError" as const;
}

/** 401 or 403: the key is missing, wrong, or may not do this. */
export class AuthenticationError extends TarashError {
  override name = "AuthenticationError" as const;
}

/** A vendor answered with a status that no other class stands for. Retryable for 408, 409, 425, 429 and 5xx. */
export class HTTPError extends TarashError {
  override name: string = "HTTPError";
  override get isRetryable(): boolean {
    const status = this.statusCode ?? 0;
    return status >= 500 || [408, 409, 425, 429].includes(status);
  }
}

/** 429: too many requests, or the account's limit is reached. `retryAfterMs` holds what the vendor asked for. */
export class RateLimitError extends HTTPError {
  override name = "RateLimitError" as const;
}

/** No answer came: name not found, connection refused or reset, TLS. */
export class HTTPConnectionError extends TarashError {
  override name = "HTTPConnectionError" as const;
  override get isRetryable(): boolean {
    return true;
  }
}

/** A deadline passed: of a job (`config.timeoutMs`), of the whole call (`options.timeoutMs`) or of one request. */
export class TimeoutError extends TarashError {
  override name = "TimeoutError" as const;
  readonly timeoutMs: number | undefined;
  constructor(message: string, options: TarashErrorOptions & { timeoutMs?: number } = {}) {
    super(message, options);
    this.timeoutMs = options.timeoutMs;
  }
  override get isRetryable(): boolean {
    return true;
  }
}

/** The provider accepted the job and reported that it failed, or finished it without an output. */
export class GenerationFailedError extends TarashError {
  override name = "GenerationFailedError" as const;
  override get isRetryable(): boolean {
    return true;
  }
}

/**
 * A submit went out and nobody can know whether the provider took it, so it is not sent again.
 * `job` holds the intent. Look into the provider's dashboard before buying it once more.
 */
export class SubmitUnknownError extends TarashError {
  override name = "SubmitUnknownError" as const;
}

/** The caller aborted. `cancelOutcome` tells whether the provider stopped, and stopped billing. */
export class CancelledError extends TarashError {
  override name = "CancelledError" as const;
}

/** The provider, or this model of it, cannot do what was asked, whatever the values. */
export class UnsupportedOperationError extends TarashError {
  override name = "UnsupportedOperationError" as const;
}

/** No provider is registered under the name. The message says which package to install. */
export class ProviderNotFoundError extends TarashError {
  override name = "ProviderNotFoundError" as const;
}

/** The names that `error.name` and `fallbackOn` may hold. */
export const errorNames = [
  "TarashError",
  "ValidationError",
  "ContentModerationError",
  "AuthenticationError",
  "RateLimitError",
  "HTTPError",
  "HTTPConnectionError",
  "TimeoutError",
  "GenerationFailedError",
  "SubmitUnknownError",
  "CancelledError",
  "UnsupportedOperationError",
  "ProviderNotFoundError",
] as const;

/** Whether `error` is one of Tarash's, also when it comes from another copy of the core in the same tree. */
export function isTarashError(error: unknown): error is TarashError {
  return typeof error === "object" && error !== null && brand in error;
}

/** Whether another provider, or the same one later, may succeed with the same request. False for foreign errors. */
export function isRetryableError(error: unknown): boolean {
  return isTarashError(error) && error.isRetryable;
}
