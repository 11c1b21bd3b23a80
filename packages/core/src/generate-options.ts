import type { Clock } from "./clock.ts";
import type { JobRef } from "./job-ref.ts";
import type { JobStore } from "./job-store.ts";
import type { AnyResponse, Update } from "./response.ts";

/** What a caller wants of one call, beside what is made. */
export interface GenerateOptions<Response = AnyResponse> {
  /** Told about progress. May be async; what it throws is logged and never ends a job. */
  onProgress?(update: Update<Response>): unknown;
  /** Told the ref of each job as soon as it is accepted: the moment to write it down. */
  onAccepted?(ref: JobRef): unknown;
  /** Ends the call at once and asks the provider to cancel; `error.cancelOutcome` says what came of it. */
  signal?: AbortSignal;
  /** Longest time of the whole call with all its attempts, in milliseconds. @default none */
  timeoutMs?: number;
  /** Where jobs are kept, so that a crash loses none. @default none */
  jobStore?: JobStore;
  /** Called by vendors that have webhooks. The wait itself works without. */
  webhookUrl?: string;
  /** The same key and request join the job that runs already; the same key with another request is an error. */
  idempotencyKey?: string;
  /** What the whole call may cost, all attempts and parts together, in US dollars. @default no cap */
  maxCostUsd?: number;
  /** For tests: where time comes from. */
  clock?: Clock;
}
