import type { Media } from "./media.ts";

/** One thing that the mock may answer with. Left without `output` and `error`, it draws what was asked for. */
export interface MockResponse {
  /** How often it is chosen, relative to the others. @default 1 */
  weight?: number;
  /** Media to answer with in place of drawn ones. */
  output?: Media | readonly Media[];
  /** Fails instead: an error to throw, or what the vendor would say. */
  error?: Error | MockFailure;
}

/** A failure as a vendor would report it. */
export interface MockFailure {
  /**
   * When it happens. A job can only end with `GenerationFailedError`, `ContentModerationError` or `ValidationError`.
   * @default "job" for these, "submit" for the others
   */
  phase?: "submit" | "job";
  /** Class of the error. @default "GenerationFailedError" */
  name?:
    | "GenerationFailedError"
    | "ContentModerationError"
    | "RateLimitError"
    | "HTTPError"
    | "ValidationError"
    | "AuthenticationError"
    | "TimeoutError"
    | "HTTPConnectionError";
  message?: string;
  statusCode?: number;
}

/** How a mocked job seems to go on. */
export interface MockPolling {
  /** An end is added where none is named; of a response that fails, the end is `failed`. @default ["queued", "processing", "completed"] */
  statusSequence?: readonly ("queued" | "processing" | "completed" | "failed")[];
  /** Time between two states, in milliseconds. @default 0 */
  delayMs?: number;
  /** One a state, 0 to 100. */
  progressPercentages?: readonly (number | undefined)[];
  /** One a state: what `update` holds. */
  customUpdates?: readonly Record<string, unknown>[];
}

/** Plays jobs without a key and without a network. The same seed gives the same choices, ids, progress and bytes. */
export interface MockConfig {
  /** @default true */
  enabled?: boolean;
  /** @default one response that draws what was asked for */
  responses?: readonly MockResponse[];
  polling?: MockPolling;
  /** Seeds the choice among responses, and all that is drawn. @default the request's seed, else the request itself */
  seed?: number | string;
  /** `drawn`: real media of the asked size and length, made with ffmpeg; `tiny`: ready-made ones in under 5 ms. @default "drawn" */
  media?: "drawn" | "tiny";
}
