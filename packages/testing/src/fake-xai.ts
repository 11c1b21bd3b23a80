import { base64FromBytes } from "@tarash/core/provider";
import { sampleMedia } from "./file-book.ts";
import type { FakeJob } from "./job-book.ts";
import type { FakeAnswer, FakeRequest, Refusal, Vendor, VendorContext } from "./route.ts";
import { type FakeVendor, type FakeVendorOptions, startFakeVendor } from "./server.ts";

/** xAI's media: videos as deferred requests, images at once. */
export function startFakeXai(options: FakeVendorOptions = {}): Promise<FakeVendor> {
  return startFakeVendor(xaiVendor, options);
}

const xaiVendor: Vendor = {
  name: "xai",
  keyOf: (request) => (request.headers.get("authorization") ?? "").replace(/^Bearer /, ""),
  refuse,
  routes: [
    ...["generations", "edits", "extensions"].map((way) => ({
      step: "submit" as const,
      method: "POST",
      path: `/v1/videos/${way}`,
      answer: openVideo,
    })),
    { step: "poll", method: "GET", path: "/v1/videos/:id", answer: look },
    { step: "submit", method: "POST", path: "/v1/images/:way", answer: makeImages },
  ],
};

const refusals: Readonly<Record<Refusal, readonly [status: number, code: string]>> = {
  unauthorized: [401, "invalid_api_key"],
  "rate-limited": [429, "rate_limit_exceeded"],
  "not-found": [404, "not_found"],
  moderated: [400, "content_moderation"],
  invalid: [400, "invalid_argument"],
};

function refuse(reason: Refusal, message: string): FakeAnswer {
  const [status, code] = refusals[reason];
  return { status, json: { error: { message, code, type: "invalid_request_error" } } };
}

interface Body {
  readonly model?: string;
  readonly prompt?: string;
  readonly n?: number;
  readonly response_format?: string;
}

function openVideo({ body }: FakeRequest, { jobs }: VendorContext): FakeAnswer {
  if (!(body as Body).model) return refuse("invalid", "model: is required");
  return { json: { request_id: jobs.open(body).id } };
}

function look(request: FakeRequest, { jobs, files }: VendorContext): FakeAnswer {
  const job = jobs.get(request.params["id"] ?? "");
  if (!job) return refuse("not-found", "no such request");
  const state = job.look();
  const percent = "percent" in state ? state.percent : undefined;
  const progress = percent === undefined ? {} : { progress: percent };
  switch (state.status) {
    case "queued":
    case "processing":
      return { status: 202, json: { status: "pending", ...progress } };
    case "unknown":
      return { status: 202, json: { status: "warming_up" } };
    default:
      return { json: endOf(job, files) };
  }
}

function endOf(job: FakeJob, files: VendorContext["files"]): unknown {
  const { model = "" } = job.input as Body;
  const spent = { model, usage: { cost_in_usd_ticks: 3_500_000_000 } };
  const nothing = { duration: 0, respect_moderation: true };
  switch (job.state().status) {
    case "completed": {
      const url = files.sample("video", job.id);
      return { status: "done", video: { url, duration: 5, respect_moderation: true }, ...spent };
    }
    case "empty":
      return { status: "done", video: nothing, ...spent };
    case "moderated":
      return {
        status: "done",
        video: { duration: 0, respect_moderation: false },
        block_reason: job.message,
        ...spent,
      };
    case "invalid":
      return failed("invalid_argument", job.message);
    default:
      return failed("internal_error", job.message);
  }
}

function failed(code: string, message: string): unknown {
  const video = { duration: 0, respect_moderation: true };
  return { status: "failed", video, model: "", error: { code, message } };
}

function makeImages(request: FakeRequest, { files }: VendorContext): FakeAnswer {
  const { prompt, n = 1, response_format: format = "url" } = request.body as Body;
  if (!prompt) return refuse("invalid", "prompt: is required");
  const one = (index: number): unknown => {
    const of = `${prompt} ${index}`;
    if (format === "url") {
      return { url: files.sample("image", of), b64_json: null, mime_type: "image/png" };
    }
    const { content, contentType } = sampleMedia("image", of);
    return { url: null, b64_json: base64FromBytes(content), mime_type: contentType };
  };
  return {
    json: {
      block_reason: null,
      data: Array.from({ length: n }, (_, index) => one(index)),
      usage: { cost_in_usd_ticks: n * 200_000_000 },
    },
  };
}
