import type { GenerationConfig } from "./config.ts";
import { flattenChain } from "./config-schema.ts";
import { isTarashError, SubmitUnknownError, ValidationError } from "./errors.ts";
import type { GenerateOptions } from "./generate-options.ts";
import type { JobRef } from "./job-ref.ts";
import type { JobStore, KeyRecord } from "./job-store.ts";
import { sha256 } from "./media.ts";
import type { Operation } from "./operation.ts";
import type { AnyResponse } from "./response.ts";
import { resumeRef } from "./resume.ts";

interface Running {
  readonly digest: string;
  readonly response: Promise<AnyResponse>;
}

/** Calls with a caller's key that run in this process; without a store they are all that can be joined. */
const running = new Map<string, Running>();

/** Starts a call, or joins the one that runs, or ran, under the same caller-given key. */
export async function joinByKey(
  operation: Operation,
  config: GenerationConfig,
  request: unknown,
  options: GenerateOptions<never>,
  start: (options: GenerateOptions<never>) => Promise<AnyResponse>,
): Promise<AnyResponse> {
  const { idempotencyKey: key, jobStore } = options;
  if (key === undefined) return start(options);
  const chain = flattenChain(operation, config).map(({ config: link }) => [
    link.providerName,
    link.model,
  ]);
  const digest = await sha256(JSON.stringify(await plain([operation, chain, request])));
  const name = `${operation}\n${key}`;
  const known = running.get(name);
  if (known) {
    if (known.digest !== digest) throw otherRequest(key);
    return known.response;
  }
  const response = jobStore
    ? keyed(jobStore, key, digest, operation, config, options, start)
    : start(options);
  running.set(name, { digest, response });
  return response.finally(() => running.delete(name));
}

function otherRequest(key: string): ValidationError {
  return new ValidationError(
    `idempotencyKey ${JSON.stringify(key)} was used with another request; a key stands for one request`,
  );
}

async function keyed(
  store: JobStore,
  key: string,
  digest: string,
  operation: Operation,
  config: GenerationConfig,
  options: GenerateOptions<never>,
  start: (options: GenerateOptions<never>) => Promise<AnyResponse>,
): Promise<AnyResponse> {
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
  if (kept.claim !== claim) return joinStored(kept, key, digest, operation, config, options);
  try {
    return await start({
      ...options,
      onAccepted(ref) {
        void store.update(id, (current) => withRef(current as KeyRecord | undefined, ref));
        return options.onAccepted?.(ref);
      },
    });
  } catch (error) {
    const unsure =
      isTarashError(error) &&
      error.executionMetadata?.attempts.some(({ billing }) => billing !== "none");
    if (!unsure) await store.update(id, () => undefined);
    throw error;
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
  kept: KeyRecord,
  key: string,
  digest: string,
  operation: Operation,
  config: GenerationConfig,
  options: GenerateOptions<never>,
): Promise<AnyResponse> {
  if (kept.digest !== digest) throw otherRequest(key);
  const { ref } = kept;
  if (!ref) {
    throw new SubmitUnknownError(
      `idempotencyKey ${JSON.stringify(key)} is held by a call that began at ${kept.createdAt} and has no accepted job: it runs elsewhere, or ended in between; see unfinishedJobs(store)`,
    );
  }
  const link = flattenChain(operation, config).find(
    ({ config: each }) => each.providerName === ref.provider,
  );
  const job = await resumeRef(ref, {
    ...(link?.config.apiKey === undefined ? {} : { apiKey: link.config.apiKey }),
    ...(link?.config.baseUrl === undefined ? {} : { baseUrl: link.config.baseUrl }),
    ...(link?.config.fetch ? { fetch: link.config.fetch } : {}),
    ...(link ? { provider: link.provider } : {}),
    ...(options.jobStore ? { jobStore: options.jobStore } : {}),
    ...(options.clock ? { clock: options.clock } : {}),
  });
  return job.wait({
    ...(options.onProgress ? { onProgress: options.onProgress as never } : {}),
    ...(options.signal ? { signal: options.signal } : {}),
  });
}

/** A request as JSON that is the same for the same content: bytes by their digest. */
async function plain(value: unknown): Promise<unknown> {
  if (value instanceof Blob) return sha256(new Uint8Array(await value.arrayBuffer()));
  if (value instanceof ArrayBuffer) return sha256(new Uint8Array(value));
  if (value instanceof Uint8Array) return sha256(value);
  if (Array.isArray(value)) return Promise.all(value.map(plain));
  if (typeof value !== "object" || value === null || value instanceof URL) return value;
  const entries = Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1));
  return Promise.all(entries.map(async ([name, entry]) => [name, await plain(entry)]));
}
