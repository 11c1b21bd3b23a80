import { createHmac } from "node:crypto";
import type { FakeJob } from "./job-book.ts";
import type { FakeAnswer, FakeRequest, Refusal, Vendor, VendorContext } from "./route.ts";
import { type FakeVendor, type FakeVendorOptions, startFakeVendor } from "./server.ts";

/** A webhook as HeyGen sends it: `body` and `headers` of the POST. */
export interface HeygenDelivery {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface FakeHeygen extends FakeVendor {
  /** Makes the delivery of a job that is over; signed when a secret is given. */
  delivery(job: FakeJob, options?: { secret?: string; timestampSeconds?: number }): HeygenDelivery;
}

/** HeyGen's API v3: videos, assets, and the lists of avatars and voices. */
export async function startFakeHeygen(options: FakeVendorOptions = {}): Promise<FakeHeygen> {
  const fake = await startFakeVendor(heygenVendor(), options);
  return {
    ...fake,
    get accepted() {
      return fake.accepted;
    },
    delivery: (job, { secret, timestampSeconds = Math.floor(Date.now() / 1_000) } = {}) => {
      const body = JSON.stringify(eventOf(job, fake.files));
      const signature = secret && createHmac("sha256", secret).update(body).digest("hex");
      return {
        body,
        headers: {
          "content-type": "application/json",
          "heygen-event-id": `event-of-${job.id}`,
          "heygen-timestamp": String(timestampSeconds),
          ...(signature ? { "heygen-signature": signature } : {}),
        },
      };
    },
  };
}

function heygenVendor(): Vendor {
  const known = new Map<string, string>();
  return {
    name: "heygen",
    keyOf: (request) => request.headers.get("x-api-key") ?? "",
    refuse,
    routes: [
      {
        step: "submit",
        method: "POST",
        path: "/v3/videos",
        answer: (request, context) => open(request, context, known),
      },
      { step: "poll", method: "GET", path: "/v3/videos/:id", answer: look },
      { step: "upload", method: "POST", path: "/v3/assets", answer: keepAsset },
      { step: "other", method: "GET", path: "/v3/avatars/looks", answer: listLooks },
      { step: "other", method: "GET", path: "/v3/voices", answer: listVoices },
    ],
  };
}

const refusals: Readonly<Record<Refusal, readonly [status: number, code: string]>> = {
  unauthorized: [401, "unauthorized"],
  "rate-limited": [429, "rate_limit_exceeded"],
  "not-found": [404, "video_not_found"],
  moderated: [400, "content_moderation"],
  invalid: [400, "invalid_parameter"],
};

function refuse(reason: Refusal, message: string): FakeAnswer {
  const [status, code] = refusals[reason];
  return { status, json: { error: { code, message } } };
}

/** A submit whose key is known gets the first answer again, as HeyGen promises for a day. */
function open(
  request: FakeRequest,
  { jobs }: VendorContext,
  known: Map<string, string>,
): FakeAnswer {
  const { type } = request.body as { type?: string };
  if (!type) return refuse("invalid", "type: is required");
  const key = request.headers.get("idempotency-key") ?? crypto.randomUUID();
  const before = known.get(key);
  const id = before ?? jobs.open(request.body).id;
  known.set(key, id);
  return {
    json: { data: { video_id: id, status: "pending" } },
    ...(before === undefined ? {} : { repeated: true }),
  };
}

const words: Readonly<Record<string, string>> = {
  queued: "pending",
  processing: "processing",
  unknown: "warming_up",
};

function look(request: FakeRequest, { jobs, files }: VendorContext): FakeAnswer {
  const job = jobs.get(request.params["id"] ?? "");
  if (!job) return refuse("not-found", "no such video");
  const { status } = job.look();
  const word = words[status];
  return { json: { data: { id: job.id, ...(word ? { status: word } : endOf(job, files)) } } };
}

function endOf(job: FakeJob, files: VendorContext["files"]): Record<string, unknown> {
  switch (job.state().status) {
    case "completed":
      return {
        status: "completed",
        video_url: files.sample("video", job.id),
        thumbnail_url: files.sample("image", job.id),
        duration: 5.5,
      };
    case "empty":
      return { status: "completed", video_url: null };
    case "moderated":
      return failed("content_moderation", job.message);
    case "invalid":
      return failed("invalid_parameter", job.message);
    default:
      return failed("internal_error", job.message);
  }
}

function failed(code: string, message: string): Record<string, unknown> {
  return { status: "failed", failure_code: code, failure_message: message };
}

function eventOf(job: FakeJob, files: VendorContext["files"]): unknown {
  const done = job.state().status === "completed";
  return {
    event_type: done ? "avatar_video.success" : "avatar_video.fail",
    event_data: {
      video_id: job.id,
      ...(done ? { url: files.sample("video", job.id) } : { msg: job.message }),
    },
  };
}

async function keepAsset(request: FakeRequest, { files }: VendorContext): Promise<FakeAnswer> {
  const file = request.body instanceof FormData ? request.body.get("file") : undefined;
  if (!(file instanceof Blob)) return refuse("invalid", "file: is required");
  const content = new Uint8Array(await file.arrayBuffer());
  const url = files.keep(content, file.type);
  const asset = { asset_id: "asset-1", url, mime_type: file.type, size_bytes: file.size };
  return { json: { data: asset } };
}

/** Two pages of two entries. */
function page(request: FakeRequest, entry: (index: number) => unknown): FakeAnswer {
  const start = Number(request.url.searchParams.get("token") ?? 0);
  return {
    json: {
      data: [entry(start + 1), entry(start + 2)],
      has_more: start === 0,
      next_token: start === 0 ? "2" : null,
    },
  };
}

function listLooks(request: FakeRequest): FakeAnswer {
  const type = request.url.searchParams.get("avatar_type") ?? "studio_avatar";
  return page(request, (index) => ({
    id: `look-${index}`,
    name: `Look ${index}`,
    avatar_type: type,
    group_id: "group-1",
    gender: null,
    default_voice_id: `voice-${index}`,
    supported_api_engines: ["avatar_iv", "avatar_v"],
  }));
}

function listVoices(request: FakeRequest): FakeAnswer {
  const language = request.url.searchParams.get("language") ?? "English";
  return page(request, (index) => ({
    voice_id: `voice-${index}`,
    name: `Voice ${index}`,
    language,
    gender: "female",
    type: "public",
    support_pause: true,
    support_locale: false,
    preview_audio_url: null,
  }));
}
