import type { GenerateVideosOperation, GenerateVideosParameters } from "@google/genai";
import {
  bytesFromBase64,
  type Call,
  type JobCall,
  type JobState,
  type OutputMedium,
  type SubmitCall,
  type Submitted,
} from "@tarash/core/provider";
import { clientFor, options } from "./client.ts";
import { failureOf } from "./failure.ts";
import { imageOf, videoOf } from "./inputs.ts";
import { type Place, placeOf, placeOfOperation } from "./place.ts";

/** Submits a Veo job: an operation, whose name is all that is needed to find it again. */
export async function submitVeo(call: SubmitCall, place: Place): Promise<Submitted> {
  const client = await clientFor(call, place);
  const operation = await client.models.generateVideos(bodyOf(call));
  if (!operation.name) throw new Error("Google's answer to the submit names no operation");
  return {
    accepted: operation.name,
    ...(operation.done ? { now: stateOf(operation) } : {}),
    raw: operation,
  };
}

function bodyOf(call: SubmitCall): GenerateVideosParameters {
  const { prompt, image, video, lastFrame, referenceImages, mask, ...config } = call.parameters;
  return {
    model: call.model,
    source: {
      ...(prompt === undefined ? {} : { prompt: String(prompt) }),
      ...(image === undefined ? {} : { image: imageOf(image) }),
      ...(video === undefined ? {} : { video: videoOf(video) }),
    },
    config: {
      ...config,
      ...(lastFrame === undefined ? {} : { lastFrame: imageOf(lastFrame) }),
      ...(referenceImages === undefined ? {} : { referenceImages: withImages(referenceImages) }),
      ...(mask === undefined ? {} : { mask: withImage(mask) }),
      ...options(call),
    },
  };
}

function withImages(entries: unknown): { image: ReturnType<typeof imageOf> }[] {
  return (entries as unknown[]).map(withImage);
}

function withImage(entry: unknown): { image: ReturnType<typeof imageOf> } {
  return { ...(entry as object), image: imageOf((entry as { image: unknown }).image) };
}

/** How the operation stands, in the place that its name tells. */
export async function checkVeo(call: JobCall): Promise<JobState> {
  const { GenerateVideosOperation } = await import("@google/genai");
  const operation = new GenerateVideosOperation();
  operation.name = call.job.remoteId;
  const client = await clientFor(call, placeOfOperation(call.job.remoteId) ?? placeOf(call));
  return stateOf(
    await client.operations.getVideosOperation({ operation, config: options(call as Call) }),
  );
}

function stateOf(operation: GenerateVideosOperation): JobState {
  const { done, error, response, metadata } = operation;
  const raw = operation;
  if (!done) {
    const { state } = (metadata ?? {}) as { state?: unknown };
    const queued = state === "PENDING" || state === "QUEUED";
    return { status: queued ? "queued" : "processing", raw };
  }
  if (error) return { status: "failed", error: failureOf(error), raw };
  const media = (response?.generatedVideos ?? []).flatMap(({ video }): OutputMedium[] => {
    const type = video?.mimeType === undefined ? {} : { contentType: video.mimeType };
    if (video?.videoBytes) return [{ content: bytesFromBase64(video.videoBytes), ...type }];
    return video?.uri ? [{ url: video.uri, ...type }] : [];
  });
  const reasons = response?.raiMediaFilteredReasons ?? [];
  const filtered = response?.raiMediaFilteredCount ?? reasons.length;
  const why = `Google's filter kept ${filtered} back${reasons.length > 0 ? `: ${reasons.join("; ")}` : ""}`;
  if (media.length === 0 && filtered > 0) {
    return { status: "failed", error: { message: why, moderated: true, raw: response }, raw };
  }
  return {
    status: "completed",
    output: { media, ...(filtered > 0 ? { warnings: [why] } : {}), raw: response },
    raw,
  };
}
