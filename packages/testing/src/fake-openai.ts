import { sampleMedia } from "./file-book.ts";
import type { FakeJob, FakeJobState } from "./job-book.ts";
import type { FakeAnswer, FakeRequest, Vendor, VendorContext } from "./route.ts";
import { type FakeVendor, type FakeVendorOptions, startFakeVendor } from "./server.ts";

/** OpenAI's images and videos; also Azure's, whose paths only begin differently and whose key has its own header. */
export function startFakeOpenAI(options: FakeVendorOptions = {}): Promise<FakeVendor> {
  return startFakeVendor(vendor, options);
}

const vendor: Vendor = {
  name: "openai",
  keyOf: ({ headers }) =>
    headers.get("api-key") ?? (headers.get("authorization") ?? "").replace(/^Bearer /, ""),
  refuse,
  routes: [
    { step: "submit", method: "POST", path: "/*base/images/generations", answer: images },
    { step: "submit", method: "POST", path: "/*base/images/edits", answer: images },
    { step: "download", method: "GET", path: "/*base/videos/:id/content", answer: content },
    { step: "poll", method: "GET", path: "/*base/videos/:id", answer: look },
    { step: "submit", method: "POST", path: "/*base/videos/:id/remix", answer: createVideo },
    { step: "submit", method: "POST", path: "/*base/videos/edits", answer: createVideo },
    { step: "submit", method: "POST", path: "/*base/videos/extensions", answer: createVideo },
    { step: "submit", method: "POST", path: "/*base/videos", answer: createVideo },
  ],
};

const refusals: Readonly<Record<string, { status: number; type: string; code: string }>> = {
  unauthorized: { status: 401, type: "invalid_request_error", code: "invalid_api_key" },
  "rate-limited": { status: 429, type: "requests", code: "rate_limit_exceeded" },
  moderated: { status: 400, type: "image_generation_user_error", code: "moderation_blocked" },
  invalid: { status: 400, type: "invalid_request_error", code: "invalid_value" },
  "not-found": { status: 404, type: "invalid_request_error", code: "not_found" },
};

function refuse(reason: string, message: string): FakeAnswer {
  const { status = 400, type, code } = refusals[reason] ?? {};
  return { status, json: { error: { message, type, param: null, code } } };
}

/** The fields of a request: JSON, or a form whose files count by their names. */
function fieldsOf({ body }: FakeRequest): Readonly<Record<string, unknown>> {
  return body instanceof FormData
    ? Object.fromEntries(body)
    : ((body ?? {}) as Record<string, unknown>);
}

/** Images come at once: a script decides how, as it does for jobs. */
function images(request: FakeRequest, { jobs }: VendorContext): FakeAnswer {
  const fields = fieldsOf(request);
  const job = jobs.open(fields);
  job.finish();
  const end = job.state().status;
  if (end === "moderated" || end === "invalid") return refuse(end, job.message);
  if (end === "failed") {
    return { status: 500, json: { error: { message: job.message, type: "server_error" } } };
  }
  const { size = "1024x1024", output_format: format = "png", n = 1 } = fields;
  const facts = { created: 1_790_000_000, size, output_format: format, quality: "high" };
  const usage = { input_tokens: 10, output_tokens: 200, total_tokens: 210 };
  const image = (of: string): string => base64(imageBytes(String(format), `${job.id} ${of}`));
  if (String(fields["stream"]) === "true") {
    const kind = request.url.pathname.endsWith("edits") ? "image_edit" : "image_generation";
    const previews = Array.from({ length: Number(fields["partial_images"] ?? 0) }, (_, index) => ({
      type: `${kind}.partial_image`,
      partial_image_index: index,
      b64_json: image(`preview ${index}`),
      ...facts,
    }));
    const last = { type: `${kind}.completed`, b64_json: image("0"), usage, ...facts };
    return { events: end === "empty" ? previews : [...previews, last] };
  }
  const count = end === "empty" ? 0 : Number(n);
  const data = Array.from({ length: count }, (_, index) => ({ b64_json: image(String(index)) }));
  return { headers: { "x-request-id": `req-${job.id}` }, json: { ...facts, data, usage } };
}

const heads: Readonly<Record<string, readonly number[]>> = {
  jpeg: [0xff, 0xd8, 0xff, 0xe0],
  webp: [...ascii("RIFF"), 0, 0, 0, 0, ...ascii("WEBPVP8 ")],
  gif: ascii("GIF89a"),
  svg: ascii("<svg xmlns='http://www.w3.org/2000/svg'/>"),
};

/** Bytes that begin as the format does. */
function imageBytes(format: string, of: string): Uint8Array {
  const head = heads[format];
  return head ? Uint8Array.of(...head, ...ascii(of)) : sampleMedia("image", of).content;
}

function ascii(text: string): number[] {
  return Array.from(text, (letter) => letter.charCodeAt(0));
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}

function createVideo(request: FakeRequest, { jobs }: VendorContext): FakeAnswer {
  const { model = "sora-2", seconds = "4", size = "720x1280" } = fieldsOf(request);
  const job = jobs.open(fieldsOf(request), {
    model: String(model),
    seconds: String(seconds),
    size: String(size),
    ...(request.params["id"] ? { source: request.params["id"] } : {}),
  });
  return { json: videoOf(job, { status: "queued" }) };
}

const words: Readonly<Record<string, string>> = {
  queued: "queued",
  processing: "in_progress",
  unknown: "warming_up",
  completed: "completed",
  empty: "completed",
  cancelled: "cancelled",
};

/** OpenAI's videos lie behind their id, whatever there is: one without a file is told by its error alone. */
function videoOf(job: FakeJob, state: FakeJobState): unknown {
  const { model, seconds, size, source } = job.facts;
  const failed = !(state.status in words) || state.status === "empty";
  const code = state.status === "moderated" ? "moderation_blocked" : "video_generation_failed";
  return {
    id: job.id,
    object: "video",
    created_at: 1_790_000_000,
    completed_at: state.status === "completed" ? 1_790_000_060 : null,
    expires_at: state.status === "completed" ? 1_790_086_400 : null,
    status: words[state.status] ?? "failed",
    progress: "percent" in state ? (state.percent ?? 0) : state.status === "completed" ? 100 : 0,
    model,
    seconds,
    size,
    prompt: null,
    remixed_from_video_id: source ?? null,
    error: failed ? { code, message: job.message } : null,
  };
}

function look(request: FakeRequest, { jobs }: VendorContext): FakeAnswer {
  const job = jobs.get(request.params["id"] ?? "");
  return job ? { json: videoOf(job, job.look()) } : refuse("not-found", "no such video");
}

function content(request: FakeRequest, { jobs }: VendorContext): FakeAnswer {
  const job = jobs.get(request.params["id"] ?? "");
  if (job?.state().status !== "completed") return refuse("not-found", "no such video");
  const { content: bytes, contentType } = sampleMedia("video", job.id);
  return { bytes, headers: { "content-type": contentType } };
}
