import { createHash, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import type { FakeJob, FakeJobState } from "./job-book.ts";
import type { FakeAnswer, FakeRequest, Vendor, VendorContext } from "./route.ts";
import { type FakeVendor, type FakeVendorOptions, startFakeVendor } from "./server.ts";

/** A webhook as fal sends it: `body` and `headers` of the POST. */
export interface FalDelivery {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface FakeFal extends FakeVendor {
  /** Makes the delivery of a job that is over, signed with the key that the fake's key set names. */
  delivery(job: FakeJob, options?: { timestampSeconds?: number; key?: KeyObject }): FalDelivery;
}

/** fal's queue: submit, status, status stream, result, cancel, storage, and the key set of its webhooks. */
export async function startFakeFal(options: FakeVendorOptions = {}): Promise<FakeFal> {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const { x } = publicKey.export({ format: "jwk" });
  const fake = await startFakeVendor(falVendor({ x }), options);
  return {
    ...fake,
    get accepted() {
      return fake.accepted;
    },
    delivery: (job, { timestampSeconds = Math.floor(Date.now() / 1_000), key } = {}) =>
      signedDelivery(job, resultOf(job, fake.files), timestampSeconds, key ?? privateKey),
  };
}

function falVendor(publicKey: { x?: string | undefined }): Vendor {
  return {
    name: "fal",
    keyOf(request) {
      if (/\/\.well-known\/|^\/storage\/put\//.test(request.url.pathname)) return undefined;
      return (request.headers.get("authorization") ?? "").replace(/^Key /, "");
    },
    refuse,
    routes: [
      {
        step: "other",
        method: "GET",
        path: "/.well-known/jwks.json",
        answer: () => ({ json: { keys: [{ kty: "OKP", crv: "Ed25519", ...publicKey }] } }),
      },
      { step: "upload", method: "POST", path: "/storage/upload/initiate", answer: initiateUpload },
      { step: "other", method: "PUT", path: "/storage/put/:name", answer: putFile },
      { step: "stream", method: "GET", path: "/*app/requests/:id/status/stream", answer: stream },
      { step: "poll", method: "GET", path: "/*app/requests/:id/status", answer: status },
      { step: "cancel", method: "PUT", path: "/*app/requests/:id/cancel", answer: cancel },
      { step: "result", method: "GET", path: "/*app/requests/:id", answer: result },
      { step: "submit", method: "POST", path: "/*endpoint", answer: submit },
    ],
  };
}

const words: Readonly<Record<string, string>> = {
  queued: "IN_QUEUE",
  processing: "IN_PROGRESS",
  unknown: "WARMING_UP",
};

function refuse(reason: string, message: string): FakeAnswer {
  const detail = (type: string): unknown => ({
    detail: [{ loc: ["body", "prompt"], msg: message, type }],
  });
  if (reason === "moderated") return { status: 422, json: detail("content_policy_violation") };
  if (reason === "invalid") return { status: 422, json: detail("value_error") };
  const statuses: Record<string, number> = { unauthorized: 401, "rate-limited": 429 };
  return { status: statuses[reason] ?? 404, json: { detail: message } };
}

function submit(request: FakeRequest, { jobs }: VendorContext): FakeAnswer {
  const endpoint = request.params["endpoint"] ?? "";
  const app = endpoint.split("/").slice(0, 2).join("/");
  const webhook = request.url.searchParams.get("fal_webhook");
  const job = jobs.open(request.body, { endpoint, ...(webhook ? { webhook } : {}) });
  const base = `https://queue.fal.run/${app}/requests/${job.id}`;
  return {
    json: {
      request_id: job.id,
      status: "IN_QUEUE",
      queue_position: 0,
      response_url: base,
      status_url: `${base}/status`,
      cancel_url: `${base}/cancel`,
    },
  };
}

function jobOf(request: FakeRequest, { jobs }: VendorContext): FakeJob | undefined {
  return jobs.get(request.params["id"] ?? "");
}

/** fal's states know no failure: a job that is over is `COMPLETED`, however it ended. */
function statusOf(job: FakeJob, state: FakeJobState): Record<string, unknown> {
  const word = words[state.status] ?? "COMPLETED";
  const { queuePosition, logs = [] } = "logs" in state || "queuePosition" in state ? state : {};
  return {
    request_id: job.id,
    status: word,
    ...(queuePosition === undefined ? {} : { queue_position: queuePosition }),
    ...(word === "IN_QUEUE" ? {} : { logs: logs.map((message) => ({ message, level: "INFO" })) }),
    ...(word === "COMPLETED" ? { metrics: { inference_time: 1 } } : {}),
  };
}

function status(request: FakeRequest, context: VendorContext): FakeAnswer {
  const job = jobOf(request, context);
  if (!job) return refuse("not-found", "no such request");
  const state = job.look();
  return { status: words[state.status] ? 202 : 200, json: statusOf(job, state) };
}

function stream(request: FakeRequest, context: VendorContext): FakeAnswer {
  const job = jobOf(request, context);
  if (!job) return refuse("not-found", "no such request");
  return { events: statesOf(job) };
}

async function* statesOf(job: FakeJob): AsyncGenerator<Record<string, unknown>> {
  for (;;) {
    const state = job.look();
    yield statusOf(job, state);
    if (!words[state.status]) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function result(request: FakeRequest, context: VendorContext): FakeAnswer {
  const job = jobOf(request, context);
  if (!job) return refuse("not-found", "no such request");
  return { headers: { "x-fal-request-id": job.id }, ...resultOf(job, context.files) };
}

function resultOf(job: FakeJob, files: VendorContext["files"]): FakeAnswer {
  const end = job.state().status;
  if (words[end]) return { status: 400, json: { detail: "Request is still in progress" } };
  if (end === "moderated" || end === "invalid") return refuse(end, job.message);
  if (end === "empty") return { json: {} };
  if (end !== "completed") {
    return {
      status: 422,
      json: { detail: job.message, error_type: end === "failed" ? "internal" : end },
    };
  }
  return { json: outputOf(job, files) };
}

/** Images for endpoints that are asked for some, else a video. What is in it follows from the input. */
function outputOf(job: FakeJob, files: VendorContext["files"]): unknown {
  const { num_images: count = 1, seed = 7 } = (job.input ?? {}) as {
    num_images?: number;
    seed?: number;
  };
  const of = JSON.stringify(job.input).slice(0, 60);
  const images = /image(?!-to-video)|flux|recraft|ideogram|banana|seedream|qwen/.test(
    job.facts["endpoint"] ?? "",
  );
  if (!images) {
    const url = files.sample("video", `${of} ${job.id}`);
    return { video: { url, content_type: "video/mp4", file_size: 64 }, seed };
  }
  const one = (index: number): unknown => ({
    url: files.sample("image", `${of} ${job.id} ${index}`),
    content_type: "image/png",
    width: 1,
    height: 1,
  });
  return { images: Array.from({ length: count }, (_, index) => one(index)), seed };
}

function cancel(request: FakeRequest, context: VendorContext): FakeAnswer {
  const job = jobOf(request, context);
  if (!job) return refuse("not-found", "no such request");
  return job.cancel() === "cancelled"
    ? { status: 202, json: { status: "CANCELLATION_REQUESTED" } }
    : { status: 400, json: { status: "ALREADY_COMPLETED" } };
}

function initiateUpload(request: FakeRequest, { files, url }: VendorContext): FakeAnswer {
  const { content_type: type = "application/octet-stream" } = request.body as {
    content_type?: string;
  };
  const fileUrl = files.keep(new Uint8Array(), type);
  return {
    json: {
      file_url: fileUrl,
      upload_url: `${url}/storage/put/${fileUrl.slice(fileUrl.lastIndexOf("/") + 1)}`,
    },
  };
}

function putFile(request: FakeRequest, { files }: VendorContext): FakeAnswer {
  files.put(request.params["name"] ?? "", {
    content: request.bytes,
    contentType: request.headers.get("content-type") ?? "application/octet-stream",
    needsKey: false,
  });
  return { text: "" };
}

function signedDelivery(
  job: FakeJob,
  answer: FakeAnswer,
  timestampSeconds: number,
  key: KeyObject,
): FalDelivery {
  const done = (answer.status ?? 200) < 300;
  const body = JSON.stringify({
    request_id: job.id,
    gateway_request_id: job.id,
    status: done ? "OK" : "ERROR",
    payload: answer.json,
    ...(done ? {} : { error: `Unexpected status code: ${answer.status}` }),
  });
  const digest = createHash("sha256").update(body).digest("hex");
  const lines = [job.id, "fake-user", String(timestampSeconds), digest];
  return {
    body,
    headers: {
      "content-type": "application/json",
      "x-fal-webhook-request-id": job.id,
      "x-fal-webhook-user-id": "fake-user",
      "x-fal-webhook-timestamp": String(timestampSeconds),
      "x-fal-webhook-signature": sign(null, Buffer.from(lines.join("\n")), key).toString("hex"),
    },
  };
}
