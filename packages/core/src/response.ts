import type { Adjustment } from "./adjustment.ts";
import type { JobRef } from "./job-ref.ts";
import type { MediaOutput } from "./media.ts";
import type { Operation } from "./operation.ts";

/** What the vendor itself says it billed. */
export interface Billed {
  readonly amount: number;
  /** `USD`, or the vendor's own unit, for example `credits`. */
  readonly unit: string;
}

/** What an attempt may have cost: surely nothing, surely something, or nobody can know. */
export type Billing = "none" | "possible" | "billed";

/** One try of one link of the chain. */
export interface AttemptMetadata {
  readonly provider: string;
  readonly model: string;
  /** Starts at 1, in the order of the chain. */
  readonly attempt: number;
  /** `skipped`: the chain ended before it. */
  readonly status: "success" | "failed" | "skipped";
  /** ISO 8601, UTC. */
  readonly startedAt?: string;
  /** ISO 8601, UTC. */
  readonly endedAt?: string;
  readonly elapsedSeconds?: number;
  readonly errorType?: string;
  readonly errorMessage?: string;
  readonly statusCode?: number;
  readonly isRetryable?: boolean;
  readonly providerRequestId?: string;
  /** The job, or the intent where nothing was accepted. Several parts stand in `job.parts`. */
  readonly job?: JobRef;
  readonly billing: Billing;
}

/** What happened on the way to a response or an error. */
export interface ExecutionMetadata {
  readonly totalAttempts: number;
  /** Number of the attempt that succeeded. */
  readonly successfulAttempt?: number;
  readonly attempts: readonly AttemptMetadata[];
  readonly fallbackTriggered: boolean;
  readonly configsInChain: number;
  readonly totalElapsedSeconds: number;
}

/** A part that failed while others succeeded. */
export interface FailedPart {
  readonly part: number;
  readonly error: Error;
  readonly job?: JobRef;
}

interface CommonResponse {
  /** Tarash's own id of the call. */
  readonly requestId: string;
  /** The vendor's id of the job. */
  readonly providerRequestId?: string;
  readonly provider: string;
  readonly model: string;
  readonly job: JobRef;
  readonly status: "completed";
  /** The seed that was used, where the vendor says so. */
  readonly seed?: number;
  /** The prompt as the vendor rewrote it. */
  readonly revisedPrompt?: string;
  readonly adjustments: readonly Adjustment[];
  readonly warnings: readonly string[];
  /** What the vendor says it billed. */
  readonly cost?: Billed;
  /** Outputs that were asked for and failed. */
  readonly failedParts?: readonly FailedPart[];
  readonly isMock: boolean;
  /** The vendor's answer, without the media bytes. */
  readonly rawResponse: unknown;
  readonly executionMetadata: ExecutionMetadata;
}

export interface VideoGenerationResponse extends CommonResponse {
  /** The first of `videos`. */
  readonly video: MediaOutput;
  readonly videos: readonly MediaOutput[];
}

export interface ImageGenerationResponse extends CommonResponse {
  readonly images: readonly MediaOutput[];
}

export interface TtsResponse extends CommonResponse {
  readonly audio: MediaOutput;
}

export type StsResponse = TtsResponse;

/** The response of each operation. */
interface ResponseOf {
  video: VideoGenerationResponse;
  image: ImageGenerationResponse;
  tts: TtsResponse;
  sts: StsResponse;
}

export type AnyResponse = ResponseOf[Operation];

/** A progress event. Each call ends with exactly one `completed` or `failed`, and nothing comes after it. */
export interface Update<Response = AnyResponse> {
  readonly requestId: string;
  readonly event: "submitted" | "progress" | "attempt-failed" | "completed" | "failed";
  readonly status: "queued" | "processing" | "completed" | "failed";
  /** 0 to 100, only what the provider reported; never goes back within an attempt. */
  readonly progressPercent?: number;
  readonly queuePosition?: number;
  /** Seconds in the queue so far. */
  readonly queuedSeconds?: number;
  /** Seconds of work so far. */
  readonly processingSeconds?: number;
  /** Lines that are new since the last event. */
  readonly logs?: readonly string[];
  /** Previews that the vendor streams. */
  readonly partialImages?: readonly MediaOutput[];
  /** The vendor's state as it came. */
  readonly update?: unknown;
  readonly provider: string;
  readonly model: string;
  /** Number of the attempt, from 1. */
  readonly attempt: number;
  /** Number of the output, from 0, where several jobs make them. */
  readonly part?: number;
  readonly job?: JobRef;
  /** With `completed`. */
  readonly result?: Response;
  /** With `failed` and `attempt-failed`. */
  readonly error?: Error;
}

export type VideoGenerationUpdate = Update<VideoGenerationResponse>;
export type ImageGenerationUpdate = Update<ImageGenerationResponse>;
export type TtsUpdate = Update<TtsResponse>;
export type StsUpdate = Update<StsResponse>;
