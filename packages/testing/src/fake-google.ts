import { base64FromBytes } from "@tarash/core/provider";
import { sampleMedia } from "./file-book.ts";
import type { FakeJob, FakeJobState } from "./job-book.ts";
import type { FakeAnswer, FakeRequest, Refusal, Vendor, VendorContext } from "./route.ts";
import { type FakeVendor, type FakeVendorOptions, startFakeVendor } from "./server.ts";

/** How the fake's Veo hands over a video. */
export type GoogleDelivery = "bytes" | "gs" | "url";

export interface FakeGoogleOptions extends FakeVendorOptions {
  /** @default "bytes" */
  delivery?: GoogleDelivery;
}

/**
 * Google's two doors: the Gemini API (images by generateContent, video by interactions; the key is a header) and
 * Vertex AI (Veo's operations, Imagen's predictions; the key is a bearer token).
 */
export function startFakeGoogle(options: FakeGoogleOptions = {}): Promise<FakeVendor> {
  const { delivery = "bytes", ...rest } = options;
  return startFakeVendor(googleVendor(delivery), rest);
}

const inProject = "/v1beta1/projects/:project/locations/:location";
const vertexModel = `${inProject}/publishers/google/models/:model`;

function googleVendor(delivery: GoogleDelivery): Vendor {
  return {
    name: "google",
    keyOf({ headers }) {
      const token = headers.get("authorization") ?? "";
      return headers.get("x-goog-api-key") ?? token.replace(/^Bearer /, "");
    },
    refuse,
    routes: [
      { step: "submit", method: "POST", path: "/v1/interactions", answer: interact },
      { step: "poll", method: "GET", path: "/v1/interactions/:id", answer: lookAtInteraction },
      { step: "cancel", method: "POST", path: "/v1/interactions/:id/cancel", answer: cancel },
      {
        step: "submit",
        method: "POST",
        path: "/v1/models/:model::generateContent",
        answer: generateContent,
      },
      {
        step: "submit",
        method: "POST",
        path: `${vertexModel}::generateContent`,
        answer: generateContent,
      },
      { step: "submit", method: "POST", path: `${vertexModel}::predict`, answer: predict },
      {
        step: "submit",
        method: "POST",
        path: `${vertexModel}::predictLongRunning`,
        answer: openOperation,
      },
      {
        step: "poll",
        method: "POST",
        path: `${vertexModel}::fetchPredictOperation`,
        answer: (request, context) => lookAtOperation(request, context, delivery),
      },
    ],
  };
}

const statuses: Readonly<Record<Refusal, readonly [number, string]>> = {
  unauthorized: [401, "UNAUTHENTICATED"],
  "rate-limited": [429, "RESOURCE_EXHAUSTED"],
  moderated: [400, "INVALID_ARGUMENT"],
  invalid: [400, "INVALID_ARGUMENT"],
  "not-found": [404, "NOT_FOUND"],
};
const policy = "it violates Google's Responsible AI practices";

function refuse(reason: Refusal, message: string): FakeAnswer {
  const [status, word] = statuses[reason];
  const said = reason === "moderated" ? `${message}: ${policy}` : message;
  return { status, json: { error: { code: status, message: said, status: word } } };
}

function interact(request: FakeRequest, { jobs }: VendorContext): FakeAnswer {
  const { background } = request.body as { background?: boolean };
  if (background !== true) return refuse("invalid", "video is made in the background only");
  const job = jobs.open(request.body, { kind: "interaction" });
  return { json: { id: job.id, object: "interaction", status: "in_progress" } };
}

const words: Readonly<Record<string, string>> = {
  queued: "queued",
  processing: "in_progress",
  unknown: "warming_up",
  completed: "completed",
  empty: "completed",
  cancelled: "cancelled",
};

function lookAtInteraction(request: FakeRequest, context: VendorContext): FakeAnswer {
  const job = context.jobs.get(request.params["id"] ?? "");
  return job ? interactionOf(job, job.look(), context) : refuse("not-found", "no such interaction");
}

function interactionOf(job: FakeJob, state: FakeJobState, { files }: VendorContext): FakeAnswer {
  const { status } = state;
  const base = { id: job.id, object: "interaction", status: words[status] ?? "failed" };
  if (status === "completed") {
    const { content, contentType } = sampleMedia("video", job.id);
    const { response_format: { delivery = "inline" } = {} } = job.input as {
      response_format?: { delivery?: string };
    };
    const medium =
      delivery === "uri"
        ? { uri: files.keep(content, contentType, { needsKey: true }) }
        : { data: base64FromBytes(content) };
    const video = { type: "video", mime_type: contentType, ...medium };
    return { json: { ...base, steps: [{ type: "model_output", content: [video] }] } };
  }
  if (status === "empty") return { json: { ...base, steps: [] } };
  if (words[status]) return { json: base };
  const code = { failed: "INTERNAL", moderated: "PROHIBITED_CONTENT", invalid: "INVALID_ARGUMENT" };
  const errors = [{ code: code[status as keyof typeof code], message: job.message }];
  return { json: { ...base, errors } };
}

function cancel(request: FakeRequest, context: VendorContext): FakeAnswer {
  const job = context.jobs.get(request.params["id"] ?? "");
  if (!job) return refuse("not-found", "no such interaction");
  return job.cancel() === "cancelled"
    ? interactionOf(job, { status: "cancelled" }, context)
    : refuse("invalid", "the interaction is over");
}

function generateContent(request: FakeRequest): FakeAnswer {
  const { content, contentType } = sampleMedia("image", JSON.stringify(request.body).slice(0, 200));
  const inlineData = { mimeType: contentType, data: base64FromBytes(content) };
  const parts = [{ text: "Here it is." }, { inlineData }];
  const candidates = [{ content: { role: "model", parts }, finishReason: "STOP" }];
  return { json: { candidates, responseId: "r1" } };
}

function predict(request: FakeRequest): FakeAnswer {
  const { parameters = {} } = request.body as { parameters?: { sampleCount?: number } };
  const predictions = Array.from({ length: parameters.sampleCount ?? 1 }, (_, index) => {
    const { content, contentType } = sampleMedia("image", `prediction ${index}`);
    return { bytesBase64Encoded: base64FromBytes(content), mimeType: contentType };
  });
  return { json: { predictions } };
}

function openOperation(request: FakeRequest, { jobs }: VendorContext): FakeAnswer {
  const { project, location, model } = request.params;
  const job = jobs.open(request.body, { kind: "operation" });
  const resource = `projects/${project}/locations/${location}/publishers/google/models/${model}`;
  return { json: { name: `${resource}/operations/${job.id}` } };
}

function lookAtOperation(
  request: FakeRequest,
  { jobs, files }: VendorContext,
  delivery: GoogleDelivery,
): FakeAnswer {
  const { operationName = "" } = request.body as { operationName?: string };
  const job = jobs.get(operationName.slice(operationName.lastIndexOf("/") + 1));
  if (!job) return refuse("not-found", "no such operation");
  const { status } = job.look();
  const name = operationName;
  switch (status) {
    case "queued":
    case "processing":
    case "unknown":
      return { json: { name, metadata: { state: status.toUpperCase() } } };
    case "completed":
      return { json: { name, done: true, response: { videos: [videoOf(job, files, delivery)] } } };
    case "empty":
      return { json: { name, done: true, response: {} } };
    case "moderated":
      return {
        json: {
          name,
          done: true,
          response: { raiMediaFilteredCount: 1, raiMediaFilteredReasons: [job.message] },
        },
      };
    default: {
      const code = status === "invalid" ? 3 : 13;
      return { json: { name, done: true, error: { code, message: job.message } } };
    }
  }
}

function videoOf(
  job: FakeJob,
  files: VendorContext["files"],
  delivery: GoogleDelivery,
): Record<string, string> {
  const { content, contentType: mimeType } = sampleMedia("video", job.id);
  if (delivery === "bytes") return { bytesBase64Encoded: base64FromBytes(content), mimeType };
  const gcsUri = delivery === "gs" ? `gs://bucket/${job.id}.mp4` : files.keep(content, mimeType);
  return { gcsUri, mimeType };
}
