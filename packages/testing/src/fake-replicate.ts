import { createHmac } from "node:crypto";
import type { FakeJob, FakeJobState } from "./job-book.ts";
import type { FakeAnswer, FakeRequest, Vendor, VendorContext } from "./route.ts";
import { type FakeVendor, type FakeVendorOptions, startFakeVendor } from "./server.ts";

/** A webhook as Replicate sends it: `body` and `headers` of the POST. */
export interface ReplicateDelivery {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface FakeReplicate extends FakeVendor {
  /** The account's signing secret, `whsec_…`. */
  readonly webhookSecret: string;
  /** Makes the delivery of a prediction as it stands now. */
  delivery(
    job: FakeJob,
    options?: { timestampSeconds?: number; secret?: string },
  ): ReplicateDelivery;
}

/** Replicate's predictions: of models, versions and deployments; state, cancel, files, signed webhooks. */
export async function startFakeReplicate(options: FakeVendorOptions = {}): Promise<FakeReplicate> {
  const fake = await startFakeVendor(replicateVendor, options);
  const webhookSecret = `whsec_${btoa(crypto.randomUUID())}`;
  return {
    ...fake,
    get accepted() {
      return fake.accepted;
    },
    webhookSecret,
    delivery(job, { timestampSeconds = Math.floor(Date.now() / 1_000), secret } = {}) {
      const body = JSON.stringify(predictionOf(job, job.state(), fake));
      const signed = `msg_${job.id}.${timestampSeconds}.${body}`;
      const key = Buffer.from((secret ?? webhookSecret).replace("whsec_", ""), "base64");
      return {
        body,
        headers: {
          "content-type": "application/json",
          "webhook-id": `msg_${job.id}`,
          "webhook-timestamp": String(timestampSeconds),
          "webhook-signature": `v1,${createHmac("sha256", key).update(signed).digest("base64")}`,
        },
      };
    },
  };
}

const replicateVendor: Vendor = {
  name: "replicate",
  keyOf: (request) => (request.headers.get("authorization") ?? "").replace(/^Bearer /, ""),
  refuse,
  routes: [
    {
      step: "submit",
      method: "POST",
      path: "/v1/models/:owner/:name/predictions",
      answer: (request, context) => submit(modelOf(request), request, context),
    },
    {
      step: "submit",
      method: "POST",
      path: "/v1/deployments/:owner/:name/predictions",
      answer: (request, context) => submit(`deployments/${modelOf(request)}`, request, context),
    },
    {
      step: "submit",
      method: "POST",
      path: "/v1/predictions",
      answer: (request, context) =>
        submit(String((request.body as { version?: unknown }).version), request, context),
    },
    { step: "poll", method: "GET", path: "/v1/predictions/:id", answer: look },
    { step: "cancel", method: "POST", path: "/v1/predictions/:id/cancel", answer: cancel },
    { step: "upload", method: "POST", path: "/v1/files", answer: keepFile },
  ],
};

function modelOf({ params }: FakeRequest): string {
  return `${params["owner"]}/${params["name"]}`;
}

function refuse(reason: string, message: string): FakeAnswer {
  const statuses: Record<string, number> = {
    unauthorized: 401,
    "rate-limited": 429,
    "not-found": 404,
  };
  const status = statuses[reason] ?? 422;
  const detail = reason === "moderated" ? `${message}: flagged as sensitive (E005)` : message;
  return { status, json: { title: reason, detail, status } };
}

function submit(
  model: string,
  { body, headers }: FakeRequest,
  { jobs, files }: VendorContext,
): FakeAnswer {
  const { input, webhook } = body as { input?: unknown; webhook?: string };
  if (typeof input !== "object" || input === null) {
    return refuse("invalid", "- input is required");
  }
  const job = jobs.open(body, { model, ...(webhook === undefined ? {} : { webhook }) });
  // A held submit brings the end of a prediction that has nothing left to do.
  const held = headers.has("prefer");
  const next = held ? job.look() : undefined;
  const state = next && !going.has(next.status) ? next : ({ status: "queued" } as const);
  return { status: 201, json: predictionOf(job, state, { files }) };
}

const going = new Set<string>(["queued", "processing", "unknown"]);

function look(request: FakeRequest, context: VendorContext): FakeAnswer {
  const job = context.jobs.get(request.params["id"] ?? "");
  if (!job) return refuse("not-found", "the requested resource could not be found");
  return { json: predictionOf(job, job.look(), context) };
}

function cancel(request: FakeRequest, context: VendorContext): FakeAnswer {
  const job = context.jobs.get(request.params["id"] ?? "");
  if (!job) return refuse("not-found", "the requested resource could not be found");
  job.cancel();
  return { json: predictionOf(job, job.state(), context) };
}

const words: Readonly<Record<FakeJobState["status"], string>> = {
  queued: "starting",
  processing: "processing",
  unknown: "booting",
  completed: "succeeded",
  empty: "succeeded",
  failed: "failed",
  moderated: "failed",
  invalid: "failed",
  cancelled: "canceled",
};

function predictionOf(
  job: FakeJob,
  state: FakeJobState,
  { files }: Pick<VendorContext, "files">,
): Record<string, unknown> {
  const { percent, logs = [] } = "percent" in state || "logs" in state ? state : {};
  const bar = percent === undefined ? [] : [`${percent}%|#####     | ${percent}/100 [00:01<00:01]`];
  const code = { moderated: " (E005)", invalid: " (E006)" }[state.status as string] ?? "";
  const failed = words[state.status] === "failed";
  const { input, webhook } = job.input as { input?: unknown; webhook?: string };
  return {
    id: job.id,
    ...(webhook === undefined ? {} : { webhook }),
    model: job.facts["model"],
    version: "hidden",
    input,
    output: state.status === "completed" ? outputOf(job, files) : null,
    error: failed ? `${job.message}${code}` : null,
    logs: [...logs, ...bar].join("\n"),
    status: words[state.status],
    source: "api",
    data_removed: false,
    created_at: "2026-01-01T00:00:00.000Z",
    completed_at: going.has(state.status) ? null : "2026-01-01T00:00:10.000Z",
    metrics: {},
    urls: {
      get: `https://api.replicate.com/v1/predictions/${job.id}`,
      cancel: `https://api.replicate.com/v1/predictions/${job.id}/cancel`,
      web: `https://replicate.com/p/${job.id}`,
    },
  };
}

/** A list of images for models that make them, else the URL of a video. */
function outputOf(job: FakeJob, files: VendorContext["files"]): unknown {
  const { input = {} } = job.input as { input?: { num_outputs?: number } };
  const of = JSON.stringify(input).slice(0, 60);
  if (!/flux|image|imagen|banana|seedream|ideogram/.test(job.facts["model"] ?? "")) {
    return files.sample("video", `${of} ${job.id}`);
  }
  return Array.from({ length: input.num_outputs ?? 1 }, (_, index) =>
    files.sample("image", `${of} ${job.id} ${index}`),
  );
}

async function keepFile(request: FakeRequest, { files }: VendorContext): Promise<FakeAnswer> {
  const content = (request.body as FormData).get("content");
  if (!(content instanceof Blob)) return refuse("invalid", "content is required");
  const url = files.keep(new Uint8Array(await content.arrayBuffer()), content.type);
  return {
    status: 201,
    json: { id: `file-${files.size}`, content_type: content.type, urls: { get: url } },
  };
}
