import type { Adjustment } from "./adjustment.ts";
import type { Operation } from "./operation.ts";

/** Where the vendor said that a job can be looked at. Only URLs on the provider's own hosts are ever called. */
export interface JobUrls {
  readonly status?: string;
  readonly result?: string;
  readonly cancel?: string;
}

/**
 * All that any process needs to look after a paid job: plain JSON without a secret.
 * Before acceptance it names the intent only, and `remoteId` is missing.
 */
export interface JobRef {
  readonly version: 1;
  /** Tarash's own id of the intent; the key of the record in a job store. */
  readonly id: string;
  readonly operation: Operation;
  readonly provider: string;
  readonly model: string;
  /** What was called: the vendor's endpoint id or path. */
  readonly endpoint: string;
  /** The vendor's id of the job. Missing while nobody knows whether the vendor took it. */
  readonly remoteId?: string;
  readonly urls?: JobUrls;
  /** What the provider needs beside the id, for example a region; its own plain JSON. */
  readonly state?: Readonly<Record<string, unknown>>;
  /** The caller's base URL, where one was set. */
  readonly baseUrl?: string;
  readonly apiVersion?: string;
  /** The NAME of the environment variable that the key came from. */
  readonly apiKeyEnv?: string;
  /** sha256 over the operation, provider, model, endpoint and parameters, media by their content. */
  readonly digest: string;
  /** ISO 8601, UTC. */
  readonly submittedAt: string;
  /** When the caller wanted to stop waiting, ISO 8601. It informs: resuming later is fine. */
  readonly deadline: string;
  /** False for vendors that answer at once: such a job cannot be taken up again. */
  readonly resumable: boolean;
  /** Played by the mock. */
  readonly isMock?: boolean;
  readonly requestId: string;
  /** What became of each field, for the response of whoever resumes. */
  readonly adjustments?: readonly Adjustment[];
  /** Several outputs, one job each. */
  readonly parts?: readonly JobRef[];
}
