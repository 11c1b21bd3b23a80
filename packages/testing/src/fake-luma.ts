import type { FakeJob, FakeJobState } from "./job-book.ts";
import type { FakeAnswer, FakeRequest, Route, Vendor, VendorContext } from "./route.ts";
import { type FakeVendor, type FakeVendorOptions, startFakeVendor } from "./server.ts";

/** Luma's two APIs: the Dream Machine under `/dream-machine/v1`, the Agents API under `/v1`. */
export function startFakeLuma(options: FakeVendorOptions = {}): Promise<FakeVendor> {
  return startFakeVendor(lumaVendor, options);
}

const dreamMachine = "/dream-machine/v1/generations";

const lumaVendor: Vendor = {
  name: "luma",
  keyOf: (request) => (request.headers.get("authorization") ?? "").replace(/^Bearer /, ""),
  refuse,
  routes: [
    ...["video", "video/modify", "video/reframe", "image", "image/reframe"].map((kind): Route => ({
      step: "submit",
      method: "POST",
      path: `${dreamMachine}/${kind}`,
      answer: (request, context) => dream(kind.split("/")[0] ?? kind, request, context),
    })),
    ...["upscale", "audio"].map((kind): Route => ({
      step: "submit",
      method: "POST",
      path: `${dreamMachine}/:id/${kind}`,
      answer: (request, context) => dream("video", request, context),
    })),
    { step: "poll", method: "GET", path: `${dreamMachine}/:id`, answer: look },
    { step: "submit", method: "POST", path: "/v1/generations", answer: order },
    { step: "poll", method: "GET", path: "/v1/generations/:id", answer: look },
  ],
};

function refuse(reason: string, message: string): FakeAnswer {
  const statuses: Record<string, number> = {
    unauthorized: 403,
    "rate-limited": 429,
    "not-found": 404,
  };
  const detail = reason === "moderated" ? `Advanced moderation failed: ${message}` : message;
  return { status: statuses[reason] ?? 400, json: { detail } };
}

/** A submit to the Dream Machine API. */
function dream(sort: string, { body }: FakeRequest, context: VendorContext): FakeAnswer {
  if (typeof body !== "object" || body === null) return refuse("invalid", "no body");
  const job = context.jobs.open(body, { sort, api: "dream-machine" });
  return { status: 201, json: generationOf(job, { status: "queued" }, context) };
}

/** A submit to the Agents API, whose `type` says what is made. */
function order({ body }: FakeRequest, context: VendorContext): FakeAnswer {
  const { type, prompt } = (body ?? {}) as { type?: unknown; prompt?: unknown };
  if (typeof prompt !== "string") return refuse("invalid", "prompt: field required");
  const sort = String(type).startsWith("video") ? "video" : "image";
  const job = context.jobs.open(body, { sort, api: "agents" });
  return { status: 201, json: generationOf(job, { status: "queued" }, context) };
}

function look(request: FakeRequest, context: VendorContext): FakeAnswer {
  const job = context.jobs.get(request.params["id"] ?? "");
  if (!job) return refuse("not-found", "Generation not found");
  return { json: generationOf(job, job.look(), context) };
}

function generationOf(
  job: FakeJob,
  state: FakeJobState,
  { files }: Pick<VendorContext, "files">,
): Record<string, unknown> {
  const agents = job.facts["api"] === "agents";
  const sort = job.facts["sort"] === "image" ? "image" : "video";
  const words: Partial<Record<FakeJobState["status"], string>> = {
    queued: "queued",
    processing: agents ? "processing" : "dreaming",
    unknown: "pondering",
    completed: "completed",
    empty: "completed",
  };
  const word = words[state.status] ?? "failed";
  const done = state.status === "completed";
  const url = done ? files.sample(sort, `${JSON.stringify(job.input).slice(0, 60)} ${job.id}`) : "";
  const reason = state.status === "moderated" ? `${job.message} (moderated)` : job.message;
  const common = {
    id: job.id,
    state: word,
    created_at: "2026-01-01T00:00:00Z",
    failure_reason: word === "failed" ? reason : null,
  };
  if (!agents) return { ...common, request: job.input, assets: done ? { [sort]: url } : null };
  const codes: Partial<Record<FakeJobState["status"], string>> = {
    moderated: "content_moderated",
    failed: "generation_failed",
  };
  return {
    ...common,
    failure_code: codes[state.status] ?? null,
    output: done ? [{ type: sort, url }] : [],
  };
}
