import type { FakeJob } from "./job-book.ts";
import type { FakeAnswer, FakeRequest, Refusal, Vendor, VendorContext } from "./route.ts";
import { type FakeVendor, type FakeVendorOptions, startFakeVendor } from "./server.ts";

/** Runway's API: one path for each way to make something, tasks, and uploads in two requests. */
export function startFakeRunway(options: FakeVendorOptions = {}): Promise<FakeVendor> {
  return startFakeVendor(runwayVendor, options);
}

const endpoints = [
  "text_to_video",
  "image_to_video",
  "video_to_video",
  "video_upscale",
  "video_to_hdr",
  "character_performance",
  "text_to_image",
  "image_upscale",
];

const runwayVendor: Vendor = {
  name: "runway",
  keyOf(request) {
    if (request.url.pathname.startsWith("/storage/")) return undefined;
    return (request.headers.get("authorization") ?? "").replace(/^Bearer /, "");
  },
  refuse,
  routes: [
    { step: "upload", method: "POST", path: "/v1/uploads", answer: openUpload },
    { step: "other", method: "POST", path: "/storage/:name", answer: takeFile },
    { step: "poll", method: "GET", path: "/v1/tasks/:id", answer: retrieve },
    { step: "cancel", method: "DELETE", path: "/v1/tasks/:id", answer: remove },
    ...endpoints.map((endpoint) => ({
      step: "submit" as const,
      method: "POST",
      path: `/v1/${endpoint}`,
      answer: (request: FakeRequest, context: VendorContext): FakeAnswer =>
        submit(endpoint, request, context),
    })),
  ],
};

function refuse(reason: Refusal, message: string): FakeAnswer {
  switch (reason) {
    case "unauthorized":
      return { status: 401, json: { error: message } };
    case "rate-limited":
      return { status: 429, json: { error: message } };
    case "not-found":
      return { status: 404, json: { error: message } };
    case "moderated":
      return { status: 400, json: { error: message, code: "SAFETY.INPUT.TEXT" } };
    case "invalid":
      return {
        status: 400,
        json: {
          error: "Validation of body failed",
          issues: [{ code: "custom", path: ["promptText"], message }],
        },
      };
  }
}

function submit(endpoint: string, request: FakeRequest, { jobs }: VendorContext): FakeAnswer {
  if (request.headers.get("x-runway-version") === null) {
    return refuse("invalid", "the header X-Runway-Version is missing");
  }
  const { id } = jobs.open(request.body, { endpoint });
  return { json: { id, estimatedCost: { credits: 5 } } };
}

const failureCodes = {
  failed: "INTERNAL.BAD_OUTPUT.CODE01",
  moderated: "SAFETY.INPUT.TEXT",
  invalid: "ASSET.INVALID",
};

function retrieve(request: FakeRequest, { jobs, files }: VendorContext): FakeAnswer {
  const job = jobs.get(request.params["id"] ?? "");
  if (!job) return refuse("not-found", "An object with that ID was not found");
  const state = job.look();
  const base = { id: job.id, createdAt: "2026-11-20T10:00:00.000Z" };
  const running = { ...base, estimatedCost: { credits: 5 } };
  const done = { ...base, cost: { credits: 5 } };
  switch (state.status) {
    case "queued":
      return { json: { ...running, status: "THROTTLED" } };
    case "processing":
      return { json: { ...running, status: "RUNNING", progress: (state.percent ?? 0) / 100 } };
    case "unknown":
      return { json: { ...running, status: "PAUSED" } };
    case "completed":
      return { json: { ...done, status: "SUCCEEDED", output: outputOf(job, files) } };
    case "empty":
      return { json: { ...done, status: "SUCCEEDED", output: [] } };
    case "cancelled":
      return { json: { ...done, status: "CANCELLED" } };
    default: {
      const failureCode = failureCodes[state.status];
      return { json: { ...done, status: "FAILED", failure: job.message, failureCode } };
    }
  }
}

function outputOf(job: FakeJob, files: VendorContext["files"]): readonly string[] {
  const { outputCount = 1 } = job.input as { outputCount?: number };
  const sort = sortOf(job.facts);
  const of = JSON.stringify(job.input).slice(0, 60);
  return Array.from({ length: outputCount }, (_, index) =>
    files.sample(sort, `${of} ${job.id} ${index}`),
  );
}

function sortOf({ endpoint = "" }: Readonly<Record<string, string>>): "image" | "video" {
  return endpoint === "text_to_image" || endpoint === "image_upscale" ? "image" : "video";
}

/** A task that runs is cancelled; one that is done is deleted, with its output. */
function remove(request: FakeRequest, { jobs }: VendorContext): FakeAnswer {
  const job = jobs.get(request.params["id"] ?? "");
  if (!job) return refuse("not-found", "An object with that ID was not found");
  job.cancel();
  return { status: 204 };
}

function openUpload(request: FakeRequest, { files, url }: VendorContext): FakeAnswer {
  const { filename = "file" } = request.body as { filename?: string };
  const address = files.keep(new Uint8Array(), "application/octet-stream");
  const name = address.slice(address.lastIndexOf("/") + 1);
  return {
    json: {
      uploadUrl: `${url}/storage/${name}`,
      fields: { key: name, "x-file-name": filename },
      runwayUri: `runway://${name}`,
    },
  };
}

async function takeFile(request: FakeRequest, { files }: VendorContext): Promise<FakeAnswer> {
  const file = (request.body as FormData).get("file") as File;
  files.put(request.params["name"] ?? "", {
    content: new Uint8Array(await file.arrayBuffer()),
    contentType: file.type,
    needsKey: false,
  });
  return { status: 204 };
}
