import type { JobRef } from "./job-ref.ts";
import type { JobStore } from "./job-store.ts";
import type { MappedRequest } from "./mapping.ts";
import type { MockConfig } from "./mock-config.ts";
import type {
  Call,
  JobCall,
  JobState,
  OperationAdapter,
  OutputMedium,
  ProviderOutput,
} from "./provider.ts";
import type { NormalRequest } from "./request.ts";
import type { LinkContext } from "./step.ts";

/** A link that submits and follows jobs, and who is told about them. */
export interface JobContext extends LinkContext {
  readonly adapter: OperationAdapter;
  readonly store: JobStore | undefined;
  readonly mock: MockConfig | undefined;
  /** Number of the attempt, from 1. */
  readonly attempt: number;
  readonly part?: number | undefined;
  /** Told once, as soon as the vendor has accepted and the store knows it. */
  onAccepted(ref: JobRef): void;
  onState(ref: JobRef, state: JobState): void;
  onPartialImage(ref: JobRef, image: OutputMedium): void;
}

/** A ref whose job the vendor knows. */
export type RemoteRef = JobCall["job"];

/** A step's call with the job it is about. */
export function jobCall(context: JobContext, ref: RemoteRef, call: Call): JobCall {
  return { ...call, job: ref, ...(context.mock ? { mock: context.mock } : {}) };
}

/** One job to buy. */
export interface JobOrder {
  readonly mapped: MappedRequest;
  readonly request: NormalRequest;
  /** Milliseconds since 1970. */
  readonly deadline: number;
  readonly webhookUrl: string | undefined;
  /** The caller's, or a new one: it stays the same when the submit is retried. */
  readonly idempotencyKey: string;
  /** Whether a submit may wait a little for the result. */
  readonly mayBlock: boolean;
  /** Aborted when the caller has gone. Never tears a submit that is on the wire. */
  readonly signal: AbortSignal;
}

/** A job that was accepted, or whose result came at once. */
export interface OpenJob {
  readonly ref: JobRef;
  /** The state that came with the acceptance. */
  readonly now?: JobState | undefined;
  /** Set when the vendor answered at once. */
  readonly finished?: ProviderOutput | undefined;
}
