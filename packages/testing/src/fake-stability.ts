import { base64FromBytes } from "@tarash/core/provider";
import { sampleMedia } from "./file-book.ts";
import type { FakeJobState } from "./job-book.ts";
import type { FakeAnswer, FakeRequest, Refusal, Vendor, VendorContext } from "./route.ts";
import { type FakeVendor, type FakeVendorOptions, startFakeVendor } from "./server.ts";

/** Stability's image services: forms in, pictures out, and a job for the creative upscaler. */
export function startFakeStability(options: FakeVendorOptions = {}): Promise<FakeVendor> {
  return startFakeVendor(stabilityVendor, options);
}

const base = "/v2beta/stable-image";

const stabilityVendor: Vendor = {
  name: "stability",
  keyOf: (request) => (request.headers.get("authorization") ?? "").replace(/^Bearer /, ""),
  refuse,
  routes: [
    { step: "submit", method: "POST", path: `${base}/upscale/creative`, answer: open },
    { step: "poll", method: "GET", path: `${base}/upscale/creative/result/:id`, answer: look },
    { step: "submit", method: "POST", path: `${base}/:sort/:service`, answer: make },
  ],
};

const refusals: Readonly<Record<Refusal, readonly [status: number, name: string]>> = {
  unauthorized: [401, "unauthorized"],
  "rate-limited": [429, "rate_limit_exceeded"],
  "not-found": [404, "not_found"],
  moderated: [403, "content_moderation"],
  invalid: [400, "bad_request"],
};

function refuse(reason: Refusal, message: string): FakeAnswer {
  const [status, name] = refusals[reason];
  return { status, json: { id: "ed14db44362126aab3cbd25cca51ffe3", name, errors: [message] } };
}

/** The form of a request; the API takes nothing else. */
function formOf({ body }: FakeRequest): FormData | undefined {
  return body instanceof FormData ? body : undefined;
}

function open(request: FakeRequest, { jobs }: VendorContext): FakeAnswer {
  const form = formOf(request);
  if (!(form?.get("image") instanceof Blob)) return refuse("invalid", "image: is required");
  return { json: { id: jobs.open(Object.fromEntries(form)).id } };
}

function make(request: FakeRequest): FakeAnswer {
  const form = formOf(request);
  if (!form) return refuse("invalid", "content-type: must be multipart/form-data");
  const { sort, service } = request.params;
  const wantsImage = sort !== "generate";
  if (wantsImage && !(form.get("image") instanceof Blob)) {
    return refuse("invalid", "image: is required");
  }
  const fields = Object.fromEntries([...form].map(([name, value]) => [name, String(value)]));
  return picture(`${service} ${JSON.stringify(fields)}`, request, fields["seed"]);
}

function picture(of: string, request: FakeRequest, seed = "343940597"): FakeAnswer {
  const { content, contentType } = sampleMedia("image", of);
  if (!(request.headers.get("accept") ?? "").includes("application/json")) {
    const headers = { "content-type": contentType, "finish-reason": "SUCCESS", seed };
    return { bytes: content, headers };
  }
  return {
    headers: { "content-type": `application/json; type=${contentType}` },
    json: { image: base64FromBytes(content), seed: Number(seed), finish_reason: "SUCCESS" },
  };
}

const words: Readonly<Record<string, string>> = {
  queued: "in-progress",
  processing: "in-progress",
  unknown: "warming-up",
};

function look(request: FakeRequest, { jobs }: VendorContext): FakeAnswer {
  const job = jobs.get(request.params["id"] ?? "");
  if (!job) return refuse("not-found", "id: the generation either does not exist or has expired.");
  const state: FakeJobState = job.look();
  const word = words[state.status];
  if (word) return { status: 202, json: { id: job.id, status: word } };
  switch (state.status) {
    case "completed":
      return picture(job.id, request);
    case "empty":
      return { json: { finish_reason: "SUCCESS" } };
    case "moderated":
      return refuse("moderated", job.message);
    default:
      return refuse("invalid", job.message);
  }
}
