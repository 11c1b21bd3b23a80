import {
  type FailedAnswer,
  type FailureFacts,
  type JobCall,
  type JobState,
  messageOf,
  type OperationAdapter,
  type SubmitCall,
  type Submitted,
  type UploadCall,
  ValidationError,
} from "@tarash/core/provider";
import { createPath } from "./models.ts";

/** Avatar videos: a submit gives an id, which is asked about until the video is there. */
export const videos: OperationAdapter = { submit, check, upload };

async function submit(call: SubmitCall): Promise<Submitted> {
  const { avatarId, avatar_id, voiceId, voice_id } = call.config.providerConfig ?? {};
  const body = bodyOf(call.parameters, {
    who: `${call.provider} ${call.model}`,
    avatarId: avatarId ?? avatar_id,
    voiceId: voiceId ?? voice_id,
    webhookUrl: call.webhookUrl,
  });
  const raw = await call.http.json<{ data?: { video_id?: unknown; id?: unknown } }>(createPath, {
    json: body,
    headers: { "idempotency-key": await keyOf(call.idempotencyKey, body) },
  });
  const accepted = raw.data?.video_id ?? raw.data?.id;
  if (typeof accepted !== "string") throw new Error("the answer to the submit names no video_id");
  return { accepted, raw };
}

/**
 * HeyGen answers a key that it knows with the first answer, whatever the body says: the key must stand for the body
 * too, else another model further down a chain would get the video of the first.
 */
async function keyOf(given: string, body: Readonly<Record<string, unknown>>): Promise<string> {
  const { callback_url: _once, ...lasting } = body;
  const text = new TextEncoder().encode(JSON.stringify([given, lasting]));
  const digest = await crypto.subtle.digest("SHA-256", text);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** What fills the gaps that the request left. */
export interface Defaults {
  /** Provider and model, for errors. */
  readonly who: string;
  readonly avatarId?: unknown;
  readonly voiceId?: unknown;
  readonly webhookUrl?: string | undefined;
}

/**
 * The body of a request: media as assets, avatar and voice from the config where the request has none.
 * @throws ValidationError when nobody says who speaks, or what.
 */
export function bodyOf(
  parameters: Readonly<Record<string, unknown>>,
  { who, avatarId, voiceId, webhookUrl }: Defaults,
): Record<string, unknown> {
  const { image, references, ...rest } = parameters;
  const body: Record<string, unknown> = { ...rest };
  const { type } = body;
  const spoken = type === "avatar" || type === "image";
  if (type === "avatar") body["avatar_id"] ??= avatarId;
  if (type === "cinematic_avatar" && avatarId) body["avatar_id"] ??= [avatarId].flat();
  if (spoken && body["script"] !== undefined && voiceId) body["voice_id"] ??= voiceId;
  if (type !== "cinematic_avatar" && webhookUrl) body["callback_url"] ??= webhookUrl;
  if (image !== undefined) body["image"] = assetOf(image);
  if (Array.isArray(references)) body["references"] = references.map(assetOf);
  const problem = problemOf(body, spoken);
  if (problem) throw new ValidationError(`${who}: ${problem}`);
  return body;
}

function problemOf(body: Readonly<Record<string, unknown>>, spoken: boolean): string | undefined {
  const silent = ["script", "audio_url", "audio_asset_id"].every(
    (name) => body[name] === undefined,
  );
  if (body["type"] !== "image" && body["type"] !== "studio" && body["avatar_id"] === undefined) {
    return "extraParams.avatarId or providerConfig.avatarId is required; listAvatars() knows the ids";
  }
  if (!spoken) return undefined;
  if (body["type"] === "image" && body["avatarId"] !== undefined) {
    return "extraParams.avatarId and an image exclude each other: one of them speaks";
  }
  if (silent) return "prompt is required, or extraParams.audio_url or extraParams.audio_asset_id";
  if (body["type"] === "image" && body["script"] !== undefined && body["voice_id"] === undefined) {
    return "extraParams.voiceId or providerConfig.voiceId is required to speak the prompt; listVoices() knows the ids";
  }
  return undefined;
}

/** Media are objects that say what they are; whoever gives such an object knows why. */
function assetOf(medium: unknown): unknown {
  return typeof medium === "string" ? { type: "url", url: medium } : medium;
}

interface Video {
  readonly status?: string;
  readonly video_url?: string | null;
  readonly duration?: number | null;
  readonly failure_code?: unknown;
  readonly failure_message?: unknown;
  readonly error?: unknown;
}

const waiting = new Set(["pending", "waiting", "queued"]);

async function check(call: JobCall): Promise<JobState> {
  const id = encodeURIComponent(call.job.remoteId);
  const raw = await call.http.json<{ data?: Video }>(`${createPath}/${id}`);
  return stateOf(raw.data ?? {});
}

function stateOf(video: Video): JobState {
  const { status, video_url: url, duration } = video;
  if (status === "failed") {
    const message = video.failure_message ?? video.error;
    const error = failureOf({ code: video.failure_code, message }, video);
    return { status: "failed", error, raw: video };
  }
  if (status === "completed") {
    const length = typeof duration === "number" ? { durationSeconds: duration } : {};
    const media = url ? [{ url, ...length }] : [];
    return { status: "completed", output: { media, raw: video }, raw: video };
  }
  return { status: waiting.has(status ?? "") ? "queued" : "processing", raw: video };
}

async function upload({ http, media }: UploadCall): Promise<string> {
  const form = new FormData();
  form.append("file", new Blob([media.content], { type: media.contentType }), media.fileName);
  const { data } = await http.json<{ data?: { url?: unknown } }>("/v3/assets", { form });
  if (typeof data?.url !== "string") throw new Error("the answer to the upload names no url");
  return data.url;
}

/** How HeyGen words a refusal by policy. */
const policy = /moderat|blocked.?word|polic(y|ies)|inappropriate|nsfw/i;

/** A failure, by the vendor's code where it has one, else by its words. */
export function failureOf(
  failure: { readonly code?: unknown; readonly message?: unknown },
  raw: unknown,
): FailureFacts {
  const code =
    failure.code === undefined || failure.code === null ? undefined : String(failure.code);
  const message = messageOf(failure.message) ?? code ?? "the video failed; no reason given";
  return {
    message,
    ...(policy.test(`${code ?? ""} ${message}`) ? { moderated: true } : {}),
    ...(code !== undefined && /^invalid/i.test(code) ? { invalid: true } : {}),
    ...(code === undefined ? {} : { code }),
    raw,
  };
}

/** What an error body says: `{ error: { code, message, param } }`. */
export function readFailure({ status, body }: FailedAnswer): FailureFacts | undefined {
  if (status >= 500 || typeof body !== "object" || body === null) return undefined;
  const { error = body } = body as { error?: unknown };
  if (typeof error !== "object" || error === null) return failureOf({ message: error }, body);
  const { code, message, param } = error as Record<string, unknown>;
  const said = typeof param === "string" ? `${param}: ${String(message)}` : message;
  const { message: text, moderated } = failureOf({ code, message: said }, body);
  return {
    message: text,
    ...(moderated ? { moderated } : {}),
    ...(typeof code === "string" ? { code } : {}),
    raw: body,
  };
}
