import { type Clock, systemClock } from "./clock.ts";
import { ValidationError } from "./errors.ts";
import { type JobRecord, type JobStore, asJob } from "./job-store.ts";
import { boundLog } from "./log.ts";
import { sha256 } from "./media.ts";
import type { JobState, Provider, ProviderDefinition, WebhookDelivery } from "./provider.ts";
import { findProvider } from "./registry.ts";
import { intentOf, tokenParameter } from "./webhook-token.ts";

/** What a handler needs. */
export interface WebhookHandlerOptions {
  /** The store that the calls with `webhookUrl` use. */
  jobStore: JobStore;
  /** Signing secrets by provider, for vendors that give out one for each account. */
  secrets?: Readonly<Record<string, string>>;
  /** Providers that are not registered, by the name that their job refs hold. */
  providers?: Readonly<Record<string, Provider>>;
  /** For a vendor's published keys. */
  fetch?: typeof fetch;
  /** For tests: where time comes from. */
  clock?: Clock;
}

/** Longest delivery that is read, in bytes. */
const mostBytes = 8 * 1024 * 1024;

/**
 * Makes the handler of a webhook address: `Request` in, `Response` out, for any server that speaks them. It proves
 * that a delivery is the vendor's (its signature where it signs; the random token of the intent always), writes it
 * to the store, and only then answers 200. Duplicates, late and out-of-order deliveries change nothing.
 * @throws ValidationError without a store.
 */
export function createWebhookHandler(
  options: WebhookHandlerOptions,
): (request: Request) => Promise<Response> {
  if (typeof options?.jobStore?.read !== "function") {
    throw new ValidationError("createWebhookHandler needs { jobStore }: the one of the calls");
  }
  const clock = options.clock ?? systemClock;
  const log = boundLog({ part: "webhook" });
  return async (request) => {
    if (request.method !== "POST") return answer(405, "only POST");
    const token = new URL(request.url).searchParams.get(tokenParameter);
    if (!token) return answer(400, "no token");
    const body = await readBody(request);
    if (!body) return answer(413, "too large");
    try {
      const record = asJob(await options.jobStore.read(intentOf(token)).catch(() => undefined));
      if (!record) return answer(404, "no such job");
      if (record.tokenDigest !== (await sha256(token))) return answer(401, "wrong token");
      const delivery = await prove(record, request, body, options, clock).catch(
        (error: unknown) => {
          log.warn({ error, job: record.ref }, "a delivery could not be proven");
          return undefined;
        },
      );
      if (!delivery) return answer(401, "not proven to be the vendor's");
      if (record.ref.remoteId !== undefined && record.ref.remoteId !== delivery.remoteId) {
        return answer(409, "another job's delivery");
      }
      await keep(options.jobStore, record.id, delivery, clock.now());
      return answer(200, "kept");
    } catch (error) {
      log.error({ error }, "a delivery could not be kept");
      return answer(500, "not kept; send it again");
    }
  };
}

function answer(status: number, text: string): Response {
  return new Response(text, { status, headers: { "content-type": "text/plain" } });
}

async function readBody(request: Request): Promise<Uint8Array | undefined> {
  if (Number(request.headers.get("content-length") ?? 0) > mostBytes) return undefined;
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request.body ?? []) {
    size += (part as Uint8Array).byteLength;
    if (size > mostBytes) return undefined;
    parts.push(part as Uint8Array);
  }
  return new Uint8Array(await new Blob(parts as Uint8Array<ArrayBuffer>[]).arrayBuffer());
}

async function prove(
  record: JobRecord,
  request: Request,
  body: Uint8Array,
  options: WebhookHandlerOptions,
  clock: Clock,
): Promise<WebhookDelivery | undefined> {
  const { provider } = record.ref;
  const definition = (options.providers?.[provider] ?? findProvider(provider))?.definition;
  if (!definition) throw new Error(`provider ${provider} is not registered`);
  if (!definition.verifyWebhook) return readUnsigned(definition, body);
  const secret = options.secrets?.[provider];
  return definition.verifyWebhook({
    request,
    body,
    fetch: options.fetch ?? fetch,
    clock,
    ...(secret === undefined ? {} : { secret }),
  });
}

/** A vendor that signs nothing is believed by the intent's token alone, which only it was given. */
function readUnsigned(
  definition: ProviderDefinition,
  body: Uint8Array,
): WebhookDelivery | undefined {
  return definition.readWebhook?.(JSON.parse(new TextDecoder().decode(body)));
}

const rank: Record<JobState["status"], number> = {
  queued: 0,
  processing: 1,
  cancelled: 2,
  failed: 2,
  completed: 3,
};

/** Writes a delivery down. A job that is over, or further on, stays as it is. */
async function keep(
  store: JobStore,
  id: string,
  { remoteId, state }: WebhookDelivery,
  now: number,
): Promise<void> {
  await store.update(id, (current) => {
    const job = asJob(current);
    if (!job || job.state === "completed") return current;
    const before = job.delivery && rank[job.delivery.state.status];
    if (before !== undefined && before >= rank[state.status]) return job;
    const ref = job.ref.remoteId === undefined ? { ...job.ref, remoteId } : job.ref;
    const settled = job.state === "intent" || job.state === "unknown" || job.state === "refused";
    return {
      ...job,
      ref,
      state: settled ? "accepted" : job.state,
      delivery: { remoteId, state: plainState(state) },
      updatedAt: new Date(now).toISOString(),
    };
  });
}

/** A state as a store can keep it: results as bytes are left with the vendor, to be read when they are wanted. */
function plainState(state: JobState): JobState {
  const { output, status, percent, error } = state;
  const byUrl = output?.media.every(({ content }) => content === undefined);
  return {
    status,
    ...(percent === undefined ? {} : { percent }),
    ...(error ? { error } : {}),
    ...(output && byUrl ? { output } : {}),
  };
}
