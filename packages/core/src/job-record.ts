import type { TarashError } from "./errors.ts";
import type { JobRef } from "./job-ref.ts";
import { type JobRecord, type JobRecordState, type JobStore, asJob } from "./job-store.ts";

/** Writes an intent before its submit leaves. */
export async function saveJob(
  store: JobStore | undefined,
  ref: JobRef,
  facts: {
    attempt: number;
    part: number | undefined;
    idempotencyKey: string;
    tokenDigest: string | undefined;
    now: number;
  },
): Promise<void> {
  if (!store) return;
  const at = new Date(facts.now).toISOString();
  await store.update(
    ref.id,
    (current) =>
      current ?? {
        version: 1,
        id: ref.id,
        state: "intent",
        ref,
        attempt: facts.attempt,
        ...(facts.part === undefined ? {} : { part: facts.part }),
        idempotencyKey: facts.idempotencyKey,
        ...(facts.tokenDigest === undefined ? {} : { tokenDigest: facts.tokenDigest }),
        createdAt: at,
        updatedAt: at,
      },
  );
}

const finalStates = new Set<JobRecordState>(["completed", "failed", "cancelled", "refused"]);

/** Moves a job's record on. A record that is over stays so, but for a result that comes after all. */
export async function settleJob(
  store: JobStore | undefined,
  ref: JobRef,
  state: JobRecordState,
  now: number,
  error?: TarashError,
): Promise<void> {
  if (!store) return;
  await store.update(ref.id, (current) => {
    const job = asJob(current);
    if (!job) return current;
    if (finalStates.has(job.state) && state !== "completed") return job;
    const known: JobRecord = {
      ...job,
      ref: { ...job.ref, ...ref },
      state,
      updatedAt: new Date(now).toISOString(),
    };
    return error ? { ...known, error: { name: error.name, message: error.message } } : known;
  });
}

/** What a webhook said about a job, if one came. */
export async function storedDelivery(
  store: JobStore | undefined,
  id: string,
): Promise<JobRecord["delivery"]> {
  return store && asJob(await store.read(id))?.delivery;
}
