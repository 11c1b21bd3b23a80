import {
  bytesFromBase64,
  ContentModerationError,
  type FailedAnswer,
  type FailureFacts,
  GenerationFailedError,
  isTarashError,
  type JobCall,
  type JobState,
  type MediaFile,
  messageOf,
  type OperationAdapter,
  type ProviderOutput,
  type SubmitCall,
  type Submitted,
} from "@tarash/core/provider";

/** Images: most services answer at once; the creative upscaler gives a job, whose result is asked for by its id. */
export const images: OperationAdapter = { submit, check };

const creative = "/v2beta/stable-image/upscale/creative";

async function submit(call: SubmitCall): Promise<Submitted> {
  const answer = await call.http.response(call.endpoint, { form: formOf(call.parameters) });
  if (call.endpoint === creative) {
    const raw = (await answer.json()) as { id?: unknown };
    if (typeof raw.id !== "string") throw new Error("the answer to the submit names no id");
    return { accepted: raw.id, raw };
  }
  const { output, failure } = await read(answer);
  if (!failure) return { finished: output };
  const message = `${call.provider} ${call.model}: ${failure.message}`;
  const options = { provider: call.provider, model: call.model, rawResponse: failure.raw };
  throw failure.moderated
    ? new ContentModerationError(message, options)
    : new GenerationFailedError(message, options);
}

async function check(call: JobCall): Promise<JobState> {
  try {
    return await look(call);
  } catch (error) {
    if (!isTarashError(error) || !aboutJob.has(error.statusCode ?? 0)) throw error;
    const facts = factsOf(error.statusCode, error.rawResponse);
    return { status: "failed", error: facts ?? { message: error.message } };
  }
}

/** Asking for a result says nothing that could be invalid: with these statuses the job is what failed. */
const aboutJob = new Set([400, 422]);

async function look(call: JobCall): Promise<JobState> {
  const id = encodeURIComponent(call.job.remoteId);
  const answer = await call.http.response(`${creative}/result/${id}`);
  if (answer.status === 202) return { status: "processing", raw: await answer.json() };
  const { output, failure } = await read(answer);
  return failure ? { status: "failed", error: failure } : { status: "completed", output };
}

/** The form that the API takes, also where no file is in it. */
function formOf(parameters: Readonly<Record<string, unknown>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(parameters)) {
    if (isFile(value)) {
      const { content, contentType, fileName } = value;
      const blob = new Blob([content as Uint8Array<ArrayBuffer>], { type: contentType });
      form.append(name, blob, fileName);
    } else form.append(name, typeof value === "object" ? JSON.stringify(value) : String(value));
  }
  return form;
}

function isFile(value: unknown): value is MediaFile {
  return typeof value === "object" && value !== null && "content" in value && "fileName" in value;
}

/** What the body holds when JSON is asked for; the same facts are headers when a gateway sends the bytes. */
interface Answer {
  readonly image?: string;
  readonly seed?: number | string;
  readonly finish_reason?: string | undefined;
}

async function read(
  answer: Response,
): Promise<{ output: ProviderOutput; failure?: FailureFacts | undefined }> {
  const type = answer.headers.get("content-type") ?? "";
  if (type.startsWith("image/")) {
    const { headers } = answer;
    const facts: Answer = {
      finish_reason: headers.get("finish-reason") ?? "SUCCESS",
      ...(headers.has("seed") ? { seed: headers.get("seed") ?? "" } : {}),
    };
    return outcome(new Uint8Array(await answer.arrayBuffer()), type, facts);
  }
  const raw = (await answer.json()) as Answer;
  const content = typeof raw.image === "string" ? bytesFromBase64(raw.image) : undefined;
  return outcome(content, /type=(image\/\w+)/.exec(type)?.[1], raw);
}

/** A filtered picture comes blurred, with status 200: it is a refusal all the same. */
function outcome(
  content: Uint8Array | undefined,
  contentType: string | undefined,
  { seed: told, finish_reason }: Answer,
): { output: ProviderOutput; failure?: FailureFacts | undefined } {
  const seed = told === undefined ? Number.NaN : Number(told);
  const media = content ? [{ content, ...(contentType ? { contentType } : {}) }] : [];
  const raw = { finish_reason, ...(Number.isFinite(seed) ? { seed } : {}) };
  const output = { media, ...(Number.isFinite(seed) ? { seed } : {}), raw };
  return { output, failure: failureOf(raw) };
}

function failureOf(raw: Answer): FailureFacts | undefined {
  const code = raw.finish_reason;
  if (code === "CONTENT_FILTERED") {
    const message = "the result was blurred by the content filter (CONTENT_FILTERED)";
    return { message, moderated: true, code, raw };
  }
  return code === "ERROR" ? { message: "the generation ended with ERROR", code, raw } : undefined;
}

/** The names of refusals that are about policy, whatever their status. */
const policies = new Set(["content_moderation", "public_figure", "invalid_prompts"]);

/** What a failed answer says. */
export function readFailure({ status, body }: FailedAnswer): FailureFacts | undefined {
  return factsOf(status, body);
}

/** What an error body says: `{ id, name, errors }`. */
function factsOf(status: number | undefined, body: unknown): FailureFacts | undefined {
  if (typeof body !== "object" || body === null) return undefined;
  const { name, errors } = body as { name?: unknown; errors?: unknown };
  const said = Array.isArray(errors) ? errors.map(String).join("; ") : messageOf(body);
  if (said === undefined && typeof name !== "string") return undefined;
  return {
    message: said ?? String(name),
    ...(policies.has(String(name)) ? { moderated: true } : {}),
    ...(status === 413 ? { invalid: true } : {}),
    ...(typeof name === "string" ? { code: name } : {}),
    raw: body,
  };
}
