import type RunwayML from "@runwayml/sdk";
import {
  type Call,
  type CancelOutcome,
  type FailedAnswer,
  type FailureFacts,
  type JobCall,
  type JobState,
  messageOf,
  type OperationAdapter,
  type OutputMedium,
  type SubmitCall,
  type Submitted,
  type UploadCall,
} from "@tarash/core/provider";

/** A task as Runway tells it; `status` may be a word that these types do not know. */
interface Task {
  readonly status: string;
  readonly progress?: number;
  readonly output?: readonly string[];
  readonly failure?: string;
  readonly failureCode?: string;
  readonly cost?: { readonly credits?: number };
}

const paths = new Set([
  "text_to_video",
  "image_to_video",
  "video_to_video",
  "video_upscale",
  "video_to_hdr",
  "character_performance",
  "text_to_image",
  "image_upscale",
]);

/** How every operation of Runway works: a task. */
export const tasks: OperationAdapter = { submit, check, cancel, upload };

async function submit(call: SubmitCall): Promise<Submitted> {
  const client = await clientOf(call);
  const answer = (await client.post(`/v1/${pathOf(call)}`, {
    body: { model: call.model, ...call.parameters },
    headers: call.headers,
  })) as { id?: unknown };
  if (typeof answer.id !== "string") throw new Error("Runway's answer to the submit names no id");
  return { accepted: answer.id, raw: answer };
}

/** The endpoint of the model's page, else the one that fits the inputs. */
function pathOf({ endpoint, operation, parameters }: SubmitCall): string {
  if (paths.has(endpoint)) return endpoint;
  if (operation === "image") return "text_to_image";
  if (parameters["videoUri"] ?? parameters["promptVideo"]) return "video_to_video";
  return parameters["promptImage"] ? "image_to_video" : "text_to_video";
}

async function check(call: JobCall): Promise<JobState> {
  return stateOf(await taskOf(call));
}

async function taskOf(call: JobCall): Promise<Task> {
  const client = await clientOf(call);
  const task: Partial<Task> = await client.tasks.retrieve(call.job.remoteId, {
    headers: call.headers,
  });
  // A proxy's page with status 200 reaches this place as text.
  if (typeof task.status !== "string") throw new Error("Runway's answer tells no status");
  return task as Task;
}

function stateOf(task: Task): JobState {
  const { status, progress, output = [], cost } = task;
  const billed =
    cost?.credits === undefined ? {} : { cost: { amount: cost.credits, unit: "credits" } };
  switch (status) {
    case "PENDING":
    case "THROTTLED":
      return { status: "queued", raw: task };
    case "SUCCEEDED":
      return {
        status: "completed",
        output: { media: output.map((url): OutputMedium => ({ url })), ...billed, raw: task },
        raw: task,
      };
    case "FAILED":
      return { status: "failed", error: failureOf(task), ...billed, raw: task };
    case "CANCELLED":
      return { status: "cancelled", ...billed, raw: task };
    default:
      return {
        status: "processing",
        ...(typeof progress === "number" ? { percent: Math.round(progress * 100) } : {}),
        raw: task,
      };
  }
}

function failureOf(task: Task): FailureFacts {
  const { failure, failureCode: code } = task;
  return {
    message: [code, failure].filter(Boolean).join(": ") || "Runway gave no reason",
    ...(code === undefined ? {} : { code }),
    ...(isModeration(code) ? { moderated: true } : {}),
    ...(code?.startsWith("ASSET.") ? { invalid: true } : {}),
    raw: task,
  };
}

/** `SAFETY.INPUT.TEXT`, `SAFETY.OUTPUT.VIDEO`, `INPUT_PREPROCESSING.SAFETY.TEXT`. */
function isModeration(code: string | undefined): boolean {
  return /(^|\.)SAFETY(\.|$)/.test(code ?? "");
}

/** Runway cancels by deleting, which would throw away the output of a task that is done: so it is asked first. */
async function cancel(call: JobCall): Promise<CancelOutcome> {
  const { status } = await taskOf(call);
  if (status === "CANCELLED") return "cancelled";
  if (status === "SUCCEEDED" || status === "FAILED") return "already-finished";
  const client = await clientOf(call);
  await client.tasks.delete(call.job.remoteId, { headers: call.headers });
  return "cancelled";
}

/** The second request of an upload says nothing of its step, so it gets a client of its own. */
async function upload({ config, fetch, headers, media }: UploadCall): Promise<string> {
  const client = await make(config, fetch);
  const file = new File([media.content], media.fileName, { type: media.contentType });
  const { uri } = await client.uploads.createEphemeral({ file }, { headers });
  return uri;
}

function clientOf(call: Call): Promise<RunwayML> {
  return call.client((fetch) => make(call.config, fetch));
}

async function make(config: Call["config"], fetch: typeof globalThis.fetch): Promise<RunwayML> {
  const { default: Client } = await import("@runwayml/sdk");
  return new Client({
    apiKey: config.apiKey,
    baseURL: "https://api.dev.runwayml.com",
    ...(config.apiVersion === undefined ? {} : { runwayVersion: config.apiVersion }),
    maxRetries: 0,
    // Core bounds each request; the SDK's own clock must not be the shorter one.
    timeout: 3_600_000,
    logLevel: "off",
    fetch,
  });
}

/** `{ error, issues: [{ path, message }] }`, and the failure codes of tasks where they come with a status. */
export function readFailure({ body }: FailedAnswer): FailureFacts | undefined {
  if (typeof body !== "object" || body === null) return undefined;
  const { error, issues, code, failureCode } = body as Record<string, unknown>;
  const found = [code, failureCode].find((entry) => typeof entry === "string") as
    | string
    | undefined;
  const places = Array.isArray(issues) ? issues.map(inWords).filter(Boolean) : [];
  const said = typeof error === "string" ? error : messageOf(body);
  return {
    message: [said ?? "no reason given", ...places].join("; "),
    ...(found === undefined ? {} : { code: found }),
    ...(isModeration(found) ? { moderated: true } : {}),
    raw: body,
  };
}

function inWords(issue: unknown): string {
  const { path, message } = (issue ?? {}) as { path?: unknown; message?: unknown };
  const place = Array.isArray(path) ? path.join(".") : "";
  return [place, messageOf(message)].filter(Boolean).join(": ");
}
