import type { Clock } from "./clock.ts";
import type { Limits, RetryConfig } from "./config.ts";
import type { Job } from "./job-handle.ts";
import type { JobRef } from "./job-ref.ts";
import { type JobRecord, type JobStore, asJob, unfinishedStates } from "./job-store.ts";
import type { Provider } from "./provider.ts";
import type { AnyResponse } from "./response.ts";

/** What a ref does not hold: keys, and how to get to the vendor. */
export interface ResumeOptions {
  apiKey?: string;
  /** Name of the environment variable of the key. @default the one that the ref names, else the vendor's usual one */
  apiKeyEnv?: string;
  /** Where the vendor's API is reached. Needed again where the job was submitted with one. */
  baseUrl?: string;
  /** The provider itself, where it is not registered under the name that the ref holds. */
  provider?: Provider;
  fetch?: typeof fetch;
  headers?: Record<string, string>;
  apiVersion?: string;
  providerConfig?: Record<string, unknown>;
  pollIntervalMs?: number;
  retry?: RetryConfig;
  limits?: Limits;
  /** Kept up to date with how the job ends. */
  jobStore?: JobStore;
  /** For tests: where time comes from. */
  clock?: Clock;
}

/**
 * Takes up a job in any process. Its deadline informs, it does not kill.
 * @throws ValidationError for a ref that is broken, of a newer version, or names a foreign host;
 * ProviderNotFoundError; UnsupportedOperationError for a job that answered at once or was never accepted.
 */
export async function resumeJob(ref: JobRef | string, options: ResumeOptions = {}): Promise<Job> {
  const { resumeRef } = await import("./resume.ts");
  return resumeRef(ref, options);
}

/** Jobs that somebody should still look after: accepted, abandoned, or of unknown fate. Broken records are left out. */
export async function unfinishedJobs(store: JobStore): Promise<JobRecord[]> {
  const found: JobRecord[] = [];
  for await (const record of store.list()) {
    const job = asJob(record);
    if (job && unfinishedStates.includes(job.state)) found.push(job);
  }
  return found.toSorted((left, right) => (left.createdAt < right.createdAt ? -1 : 1));
}

/** How one job of a store ended. */
export type Resumed =
  | { readonly ref: JobRef; readonly response: AnyResponse }
  | { readonly ref: JobRef; readonly error: unknown };

/**
 * Takes up every unfinished job of a store and tells each as it settles. An intent whose fate nobody knows is told
 * as an error, and never sent again.
 */
export async function* resumeAll(
  store: JobStore,
  options: ResumeOptions = {},
): AsyncIterable<Resumed> {
  const jobs = await unfinishedJobs(store);
  const pending = new Map(
    jobs.map((job) => {
      const ref =
        job.delivery && job.ref.remoteId === undefined
          ? { ...job.ref, remoteId: job.delivery.remoteId }
          : job.ref;
      const settled = settle(ref, { ...options, jobStore: store }).then((resumed) => ({
        id: job.id,
        resumed,
      }));
      return [job.id, settled] as const;
    }),
  );
  while (pending.size > 0) {
    const { id, resumed } = await Promise.race(pending.values());
    pending.delete(id);
    yield resumed;
  }
}

async function settle(ref: JobRef, options: ResumeOptions): Promise<Resumed> {
  try {
    const job = await resumeJob(ref, options);
    return { ref, response: await job.wait() };
  } catch (error) {
    return { ref, error };
  }
}
