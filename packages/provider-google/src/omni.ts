import type { Interactions } from "@google/genai";
import {
  base64FromBytes,
  bytesFromBase64,
  type Call,
  type CancelOutcome,
  type FailureFacts,
  type JobCall,
  type JobState,
  type MediaFile,
  type OutputMedium,
  type SubmitCall,
  type Submitted,
} from "@tarash/core/provider";
import { clientFor, saidIn } from "./client.ts";
import { failureOf, isRefusal } from "./failure.ts";
import type { CloudObject } from "./inputs.ts";
import { geminiPlace, type Place } from "./place.ts";

/** An interaction as Google tells it; `status` may be a word that these types do not know. */
interface Interaction {
  readonly id?: string;
  readonly status?: string;
  readonly errors?: readonly { readonly code?: string; readonly message?: string }[];
  readonly steps?: readonly { readonly content?: readonly Part[]; readonly error?: unknown }[];
  readonly output_text?: string;
}

interface Part {
  readonly type?: string;
  readonly uri?: string;
  readonly data?: string;
  readonly mime_type?: string;
}

/** The SDK would try four times more, also the submit. */
function once(call: Call): { maxRetries: 0; headers: Record<string, string> } {
  return { maxRetries: 0, headers: { ...call.headers } };
}

export async function submitOmni(call: SubmitCall, place: Place): Promise<Submitted> {
  const client = await clientFor(call, place);
  const { prompt, images, video, ...rest } = call.parameters;
  const list = images === undefined ? [] : Array.isArray(images) ? images : [images];
  const input = [
    { type: "text", text: String(prompt) },
    ...list.map((image) => partOf("image", image as MediaFile | CloudObject)),
    ...(video === undefined ? [] : [partOf("video", video as MediaFile | CloudObject)]),
  ];
  const body = { ...rest, model: call.model, input, background: true };
  const answer = (await client.interactions.create(
    body as Interactions.InteractionCreateParams.CreateModelInteractionParamsNonStreaming,
    once(call),
  )) as Interaction;
  if (!answer.id) throw new Error("Google's answer to the submit names no interaction");
  return { accepted: answer.id, now: stateOf(answer), raw: saidIn(answer) };
}

function partOf(type: "image" | "video", given: MediaFile | CloudObject): Part {
  if (!("content" in given)) {
    const { gcsUri: uri, mimeType } = given;
    return { type, uri, ...(mimeType === undefined ? {} : { mime_type: mimeType }) };
  }
  return { type, mime_type: given.contentType, data: base64FromBytes(given.content) };
}

export async function checkOmni(call: JobCall): Promise<JobState> {
  return stateOf(await read(call));
}

async function read(call: JobCall): Promise<Interaction> {
  const client = await clientFor(call, geminiPlace(call));
  return (await client.interactions.get(call.job.remoteId, undefined, once(call))) as Interaction;
}

/** The answer to a cancel may still say that it runs, so the interaction is asked once more. */
export async function cancelOmni(call: JobCall): Promise<CancelOutcome> {
  const before = outcomeOf(await read(call));
  if (before) return before;
  const client = await clientFor(call, geminiPlace(call));
  const answer = await client.interactions.cancel(call.job.remoteId, undefined, once(call));
  return outcomeOf(answer as Interaction) ?? outcomeOf(await read(call)) ?? "not-supported";
}

function outcomeOf(interaction: Interaction): CancelOutcome | undefined {
  const { status } = stateOf(interaction);
  if (status === "cancelled") return status;
  return status === "completed" || status === "failed" ? "already-finished" : undefined;
}

function stateOf(interaction: Interaction): JobState {
  const raw = saidIn(interaction);
  switch (interaction.status) {
    case "queued":
      return { status: "queued", raw };
    case "completed": {
      const media = (interaction.steps ?? []).flatMap(({ content = [] }) =>
        content.flatMap(mediumOf),
      );
      if (media.length > 0) return { status: "completed", output: { media, raw }, raw };
      return { status: "failed", error: emptyHanded(interaction), raw };
    }
    case "cancelled":
      return { status: "cancelled", raw };
    case "failed":
    case "incomplete":
    case "budget_exceeded":
    case "requires_action":
      return { status: "failed", error: errorOf(interaction), raw };
    default:
      return { status: "processing", raw };
  }
}

function mediumOf({ type, uri, data, mime_type: contentType }: Part): readonly OutputMedium[] {
  if (type !== "video") return [];
  const rest = contentType === undefined ? {} : { contentType };
  if (data) return [{ content: bytesFromBase64(data), ...rest }];
  return uri ? [{ url: uri, needsKey: true, ...rest }] : [];
}

function errorOf({ status, errors = [], steps = [] }: Interaction): FailureFacts {
  const found = [...errors, ...steps.flatMap(({ error }) => (error ? [error] : []))];
  const facts = found.map((error) => failureOf(error));
  const [first] = facts;
  if (!first) return { message: `Google ended it as ${status} without a reason` };
  return {
    ...first,
    message: facts.map(({ message }) => message).join("; "),
    ...(facts.some(({ moderated }) => moderated) ? { moderated: true } : {}),
  };
}

/** Called completed, and no video: what is said in its place is the reason. */
function emptyHanded(interaction: Interaction): FailureFacts {
  const { output_text: said = "" } = interaction;
  if (interaction.errors?.length) return errorOf(interaction);
  return {
    message:
      said === "" ? "it was completed without a video" : `no video, but: ${said.slice(0, 300)}`,
    ...(isRefusal(undefined, said) ? { moderated: true } : {}),
  };
}
