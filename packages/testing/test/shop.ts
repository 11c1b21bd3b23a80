import {
  countField,
  defineProvider,
  type DefinedProvider,
  type JobCall,
  type JobState,
  type OperationAdapter,
  passthroughField,
  singleImageField,
  video,
} from "@tarash/core/provider";
import {
  type FakeAnswer,
  type FakeRequest,
  type FakeVendor,
  type FakeVendorOptions,
  type ScriptedState,
  startFakeVendor,
  type VendorContext,
} from "../src/index.ts";

// A vendor of our own, for trying the kit itself: plain REST with jobs, results, cancel and uploads.

const words: Readonly<Record<string, string>> = {
  queued: "WAITING",
  processing: "WORKING",
  unknown: "WARMING_UP",
  completed: "DONE",
  empty: "DONE",
  cancelled: "STOPPED",
};

function refuse(reason: string, message: string): FakeAnswer {
  const statuses: Record<string, number> = {
    unauthorized: 401,
    "rate-limited": 429,
    "not-found": 404,
    moderated: 400,
    invalid: 422,
  };
  return { status: statuses[reason] ?? 400, json: { code: reason, message } };
}

/** Starts the shop's fake. */
export function startFakeShop(options?: FakeVendorOptions): Promise<FakeVendor> {
  return startFakeVendor(
    {
      name: "shop",
      keyOf: (request) => (request.headers.get("authorization") ?? "").replace(/^Bearer /, ""),
      refuse,
      routes: [
        { step: "submit", method: "POST", path: "/v1/jobs", answer: submit },
        { step: "submit", method: "POST", path: "/v1/at-once", answer: makeAtOnce },
        { step: "poll", method: "GET", path: "/v1/jobs/:id", answer: look },
        { step: "result", method: "GET", path: "/v1/jobs/:id/result", answer: result },
        { step: "cancel", method: "DELETE", path: "/v1/jobs/:id", answer: cancel },
        { step: "upload", method: "POST", path: "/v1/files", answer: keep },
        { step: "other", method: "GET", path: "/v1/find/:key", answer: find },
      ],
    },
    options,
  );
}

function submit(request: FakeRequest, { jobs }: VendorContext): FakeAnswer {
  const key = request.headers.get("idempotency-key") ?? "";
  return { json: { id: jobs.open(request.body, { key }).id } };
}

function makeAtOnce(request: FakeRequest, { files }: VendorContext): FakeAnswer {
  const { prompt } = request.body as { prompt: string };
  return { json: { url: files.sample("video", prompt) } };
}

function look(request: FakeRequest, { jobs }: VendorContext): FakeAnswer {
  const job = jobs.get(request.params["id"] ?? "");
  if (!job) return refuse("not-found", "no such job");
  const state = job.look();
  const failed = words[state.status] === undefined;
  const { queuePosition, percent, logs } = state as Partial<ScriptedState>;
  return {
    json: {
      word: words[state.status] ?? "FAILED",
      ...(failed ? { code: state.status, message: job.message } : {}),
      queuePosition,
      percent,
      logs,
    },
  };
}

function result(request: FakeRequest, { jobs, files }: VendorContext): FakeAnswer {
  const job = jobs.get(request.params["id"] ?? "");
  if (!job) return refuse("not-found", "no such job");
  const { status } = job.state();
  return { json: { urls: status === "completed" ? [files.sample("video", job.id)] : [] } };
}

function cancel(request: FakeRequest, { jobs }: VendorContext): FakeAnswer {
  const job = jobs.get(request.params["id"] ?? "");
  if (!job) return refuse("not-found", "no such job");
  return { json: { outcome: job.cancel() } };
}

function keep(request: FakeRequest, { files }: VendorContext): FakeAnswer {
  return { json: { url: files.keep(request.bytes, request.headers.get("content-type") ?? "") } };
}

function find(request: FakeRequest, { jobs }: VendorContext): FakeAnswer {
  const job = jobs.all.find(({ facts }) => facts["key"] === request.params["key"]);
  return { json: { id: job?.id } };
}

/** How the provider does it well. */
export const wellMade: OperationAdapter = {
  async submit(call) {
    const answer = await call.http.json<{ id?: string }>("/v1/jobs", {
      json: call.parameters,
      headers: { "idempotency-key": call.idempotencyKey },
    });
    if (typeof answer.id !== "string") throw new Error("the answer names no job");
    return { accepted: answer.id };
  },
  check,
  async result(call) {
    const { urls } = await call.http.json<{ urls: string[] }>(`/v1/jobs/${idOf(call)}/result`);
    return { media: urls.map((url) => ({ url })) };
  },
  async cancel(call) {
    const { outcome } = await call.http.json<{ outcome: "cancelled" | "already-finished" }>(
      `/v1/jobs/${idOf(call)}`,
      { method: "DELETE" },
    );
    return outcome;
  },
  async upload(call) {
    const { url } = await call.http.json<{ url: string }>("/v1/files", {
      body: call.media.content,
      headers: { "content-type": call.media.contentType },
    });
    return url;
  },
};

function idOf(call: JobCall): string {
  return encodeURIComponent(call.job.remoteId);
}

interface State {
  readonly word: string;
  readonly code?: string;
  readonly message?: string;
  readonly queuePosition?: number;
  readonly percent?: number;
  readonly logs?: readonly string[];
}

async function check(call: JobCall): Promise<JobState> {
  const state = await call.http.json<State>(`/v1/jobs/${idOf(call)}`);
  const { queuePosition, percent, logs } = state;
  const more = {
    ...(queuePosition === undefined ? {} : { queuePosition }),
    ...(percent === undefined ? {} : { percent }),
    ...(logs === undefined ? {} : { logs }),
  };
  if (state.word === "WAITING") return { status: "queued", ...more };
  if (state.word === "DONE") return { status: "completed", ...more };
  if (state.word === "STOPPED") return { status: "cancelled" };
  if (state.word !== "FAILED") return { status: "processing", ...more };
  return {
    status: "failed",
    error: { message: state.message ?? "failed", moderated: state.code === "moderated" },
  };
}

/** The same vendor where it can be asked for a job by its idempotency key. */
export const findable: OperationAdapter = {
  ...wellMade,
  async find(call) {
    const { id } = await call.http.json<{ id?: string }>(`/v1/find/${call.idempotencyKey}`);
    return id === undefined ? undefined : { accepted: id };
  },
};

/** The same vendor where the answer of the submit is the result. */
export const atOnce: OperationAdapter = {
  async submit(call) {
    const { url } = await call.http.json<{ url: string }>("/v1/at-once", { json: call.parameters });
    return { finished: { media: [{ url }] } };
  },
};

/** The shop as a provider that works by `adapter`. */
export function shopWith(adapter: OperationAdapter): DefinedProvider {
  return defineProvider({
    name: "shop",
    env: ["SHOP_KEY"],
    hosts: ["https://api.shop.example"],
    authorization: (key) => ({ authorization: `Bearer ${key}` }),
    models: {
      video: {
        "shop-1": video({
          prompt: passthroughField("prompt", { required: true }),
          seed: passthroughField("seed"),
          image: singleImageField(["first_frame"]),
        }),
        "shop-many": video({
          prompt: passthroughField("prompt"),
          count: countField("numberOfVideos", { maximum: 4 }),
        }),
      },
    },
    operations: { video: adapter },
    media: { accepts: ["upload"] },
    readFailure: ({ body }) => {
      const { code, message } = (body ?? {}) as { code?: string; message?: string };
      return message === undefined ? undefined : { message, moderated: code === "moderated" };
    },
  });
}
