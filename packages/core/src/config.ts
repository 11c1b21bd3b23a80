import type { BreakerConfig } from "./breaker.ts";
import type { MockConfig } from "./mock-config.ts";
import type { Provider } from "./provider.ts";
import type { Price } from "./model.ts";

/** How failed requests are tried again. A submit only where it is certain that the vendor did not take it. */
export interface RetryConfig {
  /** Tries after the first one. @default 3 */
  limit?: number;
  /** First wait, in milliseconds; it doubles, with jitter. @default 500 */
  initialDelayMs?: number;
  /** Longest wait of our own, in milliseconds. @default 20_000 */
  maxDelayMs?: number;
  /** Longest `Retry-After` that is obeyed, in milliseconds; a longer one ends the attempt. @default 60_000 */
  maxRetryAfterMs?: number;
  /** Failed checks in a row after which contact with a job counts as lost. @default 8 */
  pollFailures?: number;
}

/** What one provider and key may do at once. Vendors' 429s lower it for a while. */
export interface Limits {
  /** Jobs that are queued or running at the vendor. */
  concurrency?: number;
  /** Requests (submits, checks, results) per second. */
  requestsPerSecond?: number;
  /** Holds submits back while the provider is down. @default off */
  breaker?: BreakerConfig;
}

/** One link of a chain: a provider, a model of it, and how to treat it. An unknown key is an error. */
export interface GenerationConfig {
  /** A registered name, or the provider itself. */
  provider: string | Provider;
  /** The provider's id of the model, a family of endpoints, or one full endpoint. */
  model: string;
  /** Left out: from `apiKeyEnv`, else from the vendor's usual environment variable. */
  apiKey?: string;
  /** Name of the environment variable that holds the key. */
  apiKeyEnv?: string;
  /** Takes the place of the origin of the vendor's API hosts; paths stay, signed URLs are left alone. */
  baseUrl?: string;
  apiVersion?: string;
  /** Takes the place of the global `fetch`. */
  fetch?: typeof fetch;
  /** Added to every request to the vendor's API. */
  headers?: Record<string, string>;
  /** Longest time of the whole job, in milliseconds. @default 600_000 for video, 120_000 for images, 240_000 for speech */
  timeoutMs?: number;
  /** Longest wait between two checks, in milliseconds. @default 5_000 */
  pollIntervalMs?: number;
  /** Most checks of one job. @default no limit but the deadline */
  maxPollAttempts?: number;
  retry?: RetryConfig;
  /** Tried in order when this link fails. May nest; flattened depth-first. */
  fallbackConfigs?: readonly GenerationConfig[];
  /** Error names and HTTP statuses that move the chain on, instead of the default ones. Inherited by later links. */
  fallbackOn?: readonly (string | number)[];
  /** What to do when a job may have been bought and cannot be reached: give up, or pay for another. @default "stop" */
  whenUnsure?: "stop" | "fallback";
  /** What to do with a field that the model has no parameter for. Media and masks are always errors. @default "warn" */
  onUnsupported?: "warn" | "error";
  /** What to do with a value that the model does not allow. @default "error" */
  onInvalidValue?: "error" | "nearest";
  /** Whether a model that its vendor has switched off may be asked all the same. @default false */
  allowRetired?: boolean;
  /** Refused before submitting when the highest estimate exceeds it, in US dollars. */
  maxCostUsd?: number;
  /** Whether `maxCostUsd` lets models through whose price is not known. @default false */
  allowUnknownCost?: boolean;
  /** Takes the place of the model's price data. */
  price?: Price;
  limits?: Limits;
  /** The job is played by the registered mock provider; validation and mapping are this provider's own. */
  mock?: MockConfig;
  /** What one provider wants beside all this; see its README. */
  providerConfig?: Record<string, unknown>;
}

export type VideoGenerationConfig = GenerationConfig;
export type ImageGenerationConfig = GenerationConfig;
export type AudioGenerationConfig = GenerationConfig;
