import { abortable } from "./clock.ts";
import type { GenerationConfig } from "./config.ts";
import { flattenChain } from "./config-schema.ts";
import { CancelledError, SubmitUnknownError, ValidationError, isTarashError } from "./errors.ts";
import type { GenerateOptions } from "./generate-options.ts";
import type { Job } from "./job-handle.ts";
import type { JobRef } from "./job-ref.ts";
import type { JobStore, KeyRecord } from "./job-store.ts";
import { boundLog } from "./log.ts";
import { sha256 } from "./media.ts";
import type { Operation } from "./operation.ts";
import { resumeRef } from "./resume.ts";

/** A call that may be joined, and how: `generate*` ends with a response, `submit*` with a job. */
export interface KeyedCall<Result> {
  readonly kind: "generate" | "submit";
  readonly operation: Operation;
  readonly config: GenerationConfig;
  readonly request: unknown;
  readonly options: GenerateOptions<never>;
  start(options: GenerateOptions<never>): Promise<Result>;
  /** Makes the result of the job that an earlier call bought. */
  join(job: Job): Promise<Result>;
}

interface Running {
  readonly digest: string;
  readonly result: Promise<unknown>;
}

/**
 * Calls with a caller's key in this process; without a store they are all that can be joined. A generation is known
 * while it runs, a submitted job until so many others came after it.
 */
const running = new Map<string, Running>();
const mostRunning = 1_000;

/** Starts a call, or joins the one that runs, or ran, under the same caller-given key. */
export async function joinByKey<Result>(call: KeyedCall<Result>): Promise<Result> {
  const { operation, config, request, options, kind } = call;
  const { idempotencyKey: key, jobStore } = options;
  if (key === undefined) return call.start(options);
  const chain = flattenChain(operation, config).map(({ config: link }) => [
    link.providerName,
    link.model,
  ]);
  const digest = await sha256(JSON.stringify(await plain([operation, chain, request])));
  const name = `${kind}\n${operation}\n${key}`;
  const known = running.get(name);
  if (known) {
    if (known.digest !== digest) throw otherRequest(key);
    return (await abortable(known.result, leaving(options.signal))) as Result;
  }
  const result = jobStore ? keyed(call, jobStore, key, digest) : call.start(options);
  running.set(name, { digest, result });
  const [oldest] = running.keys();
  if (running.size > mostRunning && oldest !== undefined) running.delete(oldest);
  try {
    return await result;
  } catch (error) {
    running.delete(name);
    throw error;
  } finally {
    if (kind === "generate") running.delete(name);
  }
}

/** Whoever joined may leave; the call goes on for those who stay. */
function leaving(signal: AbortSignal | undefined): AbortSignal | undefined {
  if (!signal) return undefined;
  const left = new AbortController();
  const leave = (): void =>
    left.abort(
      new CancelledError("the wait for a joined call was cancelled; the call goes on", {
        cause: signal.reason,
      }),
    );
  if (signal.aborted) leave();
  else signal.addEventListener("abort", leave, { once: true });
  return left.signal;
}

function otherRequest(key: string): ValidationError {
  return new ValidationError(
    `idempotencyKey ${JSON.stringify(key)} was used with another request; a key stands for one request`,
  );
}

async function keyed<Result>(
  call: KeyedCall<Result>,
  store: JobStore,
  key: string,
  digest: string,
): Promise<Result> {
  const { operation, options } = call;
  const id = `key-${await sha256(`${operation}\n${key}`)}`;
  const claim = crypto.randomUUID();
  const at = new Date().toISOString();
  const mine: KeyRecord = {
    version: 1,
    id,
    state: "key",
    digest,
    claim,
    createdAt: at,
    updatedAt: at,
  };
  const kept = (await store.update(id, (current) => current ?? mine)) as KeyRecord;
  if (kept.claim !== claim) return call.join(await joinStored(call, kept, key, digest));
  const writes: Promise<unknown>[] = [];
  try {
    return await call.start({
      ...options,
      onAccepted(ref) {
        writes.push(
          store
            .update(id, (current) => withRef(current as KeyRecord | undefined, ref))
            .catch((error: unknown) =>
              boundLog().error({ error, job: ref }, "the job store could not keep a key's job"),
            ),
        );
        return options.onAccepted?.(ref);
      },
    });
  } catch (error) {
    const unsure =
      isTarashError(error) &&
      error.executionMetadata?.attempts.some(({ billing }) => billing !== "none");
    if (!unsure) await store.update(id, () => undefined);
    throw error;
  } finally {
    await Promise.all(writes);
  }
}

/** Parts of one call stand together; the job of a later attempt takes the earlier one's place. */
function withRef(current: KeyRecord | undefined, ref: JobRef): KeyRecord | undefined {
  if (!current) return undefined;
  const before = current.ref;
  const together = before && before.provider === ref.provider && before.model === ref.model;
  const parts = together ? [...(before.parts ?? [before]), ref] : undefined;
  return {
    ...current,
    ref: parts ? { ...before!, parts } : ref,
    updatedAt: new Date().toISOString(),
  };
}

async function joinStored(
  { operation, config, options }: KeyedCall<unknown>,
  kept: KeyRecord,
  key: string,
  digest: string,
): Promise<Job> {
  if (kept.digest !== digest) throw otherRequest(key);
  const { ref } = kept;
  if (!ref) {
    throw new SubmitUnknownError(
      `idempotencyKey ${JSON.stringify(key)} is held by a call that began at ${kept.createdAt} and has no accepted job: it runs elsewhere, answered at once, or ended in between; see unfinishedJobs(store)`,
    );
  }
  const link = flattenChain(operation, config).find(
    ({ config: each }) => each.providerName === ref.provider,
  );
  const { jobStore, clock } = options;
  const stored = { ...(jobStore ? { jobStore } : {}), ...(clock ? { clock } : {}) };
  if (!link) return resumeRef(ref, stored);
  const { apiKey, apiKeyEnv, baseUrl, fetch, headers, apiVersion } = link.config;
  const { providerConfig, pollIntervalMs, retry, limits } = link.config;
  const known = { apiKey, apiKeyEnv, baseUrl, fetch, headers, apiVersion, providerConfig };
  const given = Object.entries({ ...known, pollIntervalMs, retry, limits });
  return resumeRef(ref, {
    ...Object.fromEntries(given.filter(([, value]) => value !== undefined)),
    provider: link.provider,
    ...stored,
  });
}

/** A request as JSON that is the same for the same content: bytes by their digest. */
async function plain(value: unknown): Promise<unknown> {
  if (value instanceof Blob) return sha256(new Uint8Array(await value.arrayBuffer()));
  if (value instanceof ArrayBuffer) return sha256(new Uint8Array(value));
  if (value instanceof Uint8Array) return sha256(value);
  if (Array.isArray(value)) return Promise.all(value.map(plain));
  if (typeof value !== "object" || value === null || value instanceof URL) return value;
  const entries = Object.entries(value)
    .filter(([, entry]) => entry !== undefined)
    .toSorted(([left], [right]) => (left < right ? -1 : 1));
  return Promise.all(entries.map(async ([name, entry]) => [name, await plain(entry)]));
}
