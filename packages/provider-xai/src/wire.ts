import {
  bytesFromBase64,
  ContentModerationError,
  type FailedAnswer,
  type FailureFacts,
  type JobCall,
  type JobState,
  messageOf,
  type OperationAdapter,
  type OutputMedium,
  type ProviderOutput,
  type SubmitCall,
  type Submitted,
} from "@tarash/core/provider";
import { paths } from "./models.ts";

/** Videos are jobs: a submit gives an id, which is asked about until it is done. */
export const videos: OperationAdapter = { submit: submitVideo, check };
/** Images come at once. */
export const images: OperationAdapter = { submit: submitImages };

async function submitVideo(call: SubmitCall): Promise<Submitted> {
  const raw = await post<{ request_id?: unknown; block_reason?: unknown }>(call);
  if (typeof raw.request_id === "string") return { accepted: raw.request_id, raw };
  if (raw.block_reason) throw blocked(call, String(raw.block_reason), raw);
  throw new Error("the answer to the submit names no request_id");
}

function post<Answer>(call: SubmitCall): Promise<Answer> {
  const fallback = call.operation === "video" ? paths.generateVideo : paths.generateImage;
  const path = call.endpoint.startsWith("/v1/") ? call.endpoint : fallback;
  return call.http.json<Answer>(path, { json: bodyOf(call.model, path, call.parameters) });
}

/** The body of a request: the model, and the input images of an edit marked as such. */
export function bodyOf(
  model: string,
  path: string,
  parameters: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const body: Record<string, unknown> = { model, ...parameters };
  if (path !== paths.editImage) return body;
  const { image, images: several } = body;
  return {
    ...body,
    ...(image ? { image: marked(image) } : {}),
    ...(Array.isArray(several) ? { images: several.map(marked) } : {}),
  };
}

function marked(image: unknown): unknown {
  return typeof image === "object" ? { type: "image_url", ...image } : image;
}

interface VideoAnswer {
  readonly status?: string;
  readonly video?: {
    readonly url?: string;
    readonly duration?: number;
    readonly respect_moderation?: boolean;
  };
  readonly progress?: number;
  readonly error?: unknown;
  readonly block_reason?: unknown;
  readonly usage?: Usage;
}

async function check(call: JobCall): Promise<JobState> {
  const id = encodeURIComponent(call.job.remoteId);
  return stateOf(await call.http.json<VideoAnswer>(`/v1/videos/${id}`));
}

/** Both ends of a job come with status 200; a word that nobody knows means that it goes on. */
function stateOf(raw: VideoAnswer): JobState {
  const { status, video, progress } = raw;
  if (raw.block_reason || video?.respect_moderation === false) {
    return failed({ message: refusal(raw.block_reason), moderated: true, raw });
  }
  if (status === "failed") return failed(failureOf(raw.error, raw));
  if (status === "expired") return failed({ message: "the job expired", code: status, raw });
  if (status === "done" || (status === undefined && video?.url)) {
    return {
      status: "completed",
      ...(video?.url ? { output: { media: [clipOf(video)], ...costOf(raw.usage), raw } } : {}),
      raw,
    };
  }
  const queued = status === "queued";
  return {
    status: queued ? "queued" : "processing",
    ...(typeof progress === "number" ? { percent: progress } : {}),
    raw,
  };
}

function failed(error: FailureFacts): JobState {
  return { status: "failed", error, raw: error.raw };
}

function clipOf({ url, duration }: NonNullable<VideoAnswer["video"]>): OutputMedium {
  return {
    ...(url ? { url } : {}),
    contentType: "video/mp4",
    ...(duration ? { durationSeconds: duration } : {}),
  };
}

interface Usage {
  readonly cost_in_usd_ticks?: number;
}

/** A dollar has ten thousand million ticks. */
const ticksPerDollar = 10_000_000_000;

function costOf(usage: Usage | undefined): Pick<ProviderOutput, "cost"> {
  const ticks = usage?.cost_in_usd_ticks;
  return typeof ticks === "number" ? { cost: { amount: ticks / ticksPerDollar, unit: "USD" } } : {};
}

interface ImageAnswer {
  readonly data?: readonly {
    readonly url?: string | null;
    readonly b64_json?: string | null;
    readonly mime_type?: string | null;
    readonly revised_prompt?: string | null;
    readonly respect_moderation?: boolean;
  }[];
  readonly block_reason?: unknown;
  readonly usage?: Usage;
}

async function submitImages(call: SubmitCall): Promise<Submitted> {
  const raw = await post<ImageAnswer>(call);
  const entries = raw.data ?? [];
  const kept = entries.filter((entry) => entry.respect_moderation !== false);
  const media = kept.flatMap((entry) => pictureOf(entry) ?? []);
  if (media.length === 0 && (raw.block_reason || kept.length < entries.length)) {
    throw blocked(call, refusal(raw.block_reason), raw);
  }
  const lost = entries.length - kept.length;
  const revised = kept.find(({ revised_prompt: text }) => text)?.revised_prompt;
  return {
    finished: {
      media,
      ...(revised ? { revisedPrompt: revised } : {}),
      ...(lost > 0 ? { warnings: [`${lost} of ${entries.length} images broke the policy`] } : {}),
      ...costOf(raw.usage),
      raw,
    },
  };
}

function pictureOf({
  url,
  b64_json: encoded,
  mime_type: type,
}: NonNullable<ImageAnswer["data"]>[number]): OutputMedium | undefined {
  const contentType = type ? { contentType: type } : {};
  if (url) return { url, ...contentType };
  if (!encoded) return undefined;
  return { content: bytesFromBase64(encoded.replace(/^data:[^,]*,/, "")), ...contentType };
}

function refusal(reason: unknown): string {
  return reason
    ? `refused by moderation: ${typeof reason === "string" ? reason : JSON.stringify(reason)}`
    : "the result broke the content policy (respect_moderation is false)";
}

function blocked(call: SubmitCall, reason: string, raw: unknown): ContentModerationError {
  return new ContentModerationError(`${call.provider} ${call.model}: ${reason}`, {
    provider: call.provider,
    model: call.model,
    rawResponse: raw,
  });
}

/** How xAI words a refusal by policy, in codes and in messages. */
const policy = /moderat|usage guidelines|content.?policy|safety_check/i;

function failureOf(error: unknown, raw: unknown): FailureFacts {
  const message = messageOf(error) ?? "the job failed; no reason given";
  const code = (error as { code?: unknown } | undefined)?.code;
  const invalid = /invalid.?(argument|request|input)/i.test(String(code ?? ""));
  return {
    message,
    ...(policy.test(`${String(code ?? "")} ${message}`) ? { moderated: true } : {}),
    ...(invalid ? { invalid } : {}),
    ...(code === undefined || code === null ? {} : { code: String(code) }),
    raw,
  };
}

/** What an error body says: `{ error: { message, code } }`, or `{ code, error }` in the older services. */
export function readFailure({ status, body }: FailedAnswer): FailureFacts | undefined {
  if (status >= 500 || typeof body !== "object" || body === null) return undefined;
  const { error, code } = body as { error?: unknown; code?: unknown };
  const facts = failureOf(
    typeof error === "string" ? { message: error, code } : (error ?? body),
    body,
  );
  return { ...facts, invalid: false };
}
