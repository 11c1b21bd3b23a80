import type { Operation, OutputMedium, ProviderOutput } from "@tarash/core/provider";
import type { Prediction } from "replicate";

/** Files of predictions made through the API are deleted after an hour (Replicate's data retention). */
const keptMs = 60 * 60 * 1_000;

/** Where models that answer with an object put their results, in order. */
const places = {
  video: ["video", "videos", "output", "url"],
  image: ["image", "images", "output", "url"],
} as const;

/** The result of a prediction. Models answer with a URL, a list of URLs, or an object that holds them. */
export function outputOf(prediction: Prediction, operation: Operation): ProviderOutput {
  const { output, completed_at: completed } = prediction;
  const ended = completed === undefined ? Number.NaN : Date.parse(completed);
  const expiresAt = Number.isNaN(ended) ? undefined : new Date(ended + keptMs).toISOString();
  const media = mediaIn(output, operation === "image" ? places.image : places.video);
  const { seed } = isRecord(output) ? output : {};
  return {
    media: media.map((url) => mediumOf(url, expiresAt)),
    ...(typeof seed === "number" ? { seed } : {}),
  };
}

function mediumOf(url: string, expiresAt: string | undefined): OutputMedium {
  return expiresAt === undefined || url.startsWith("data:") ? { url } : { url, expiresAt };
}

function mediaIn(value: unknown, order: readonly string[]): readonly string[] {
  if (typeof value === "string") return /^(https?|data):/.test(value) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((entry) => mediaIn(entry, order));
  if (!isRecord(value)) return [];
  const named = order.map((place) => mediaIn(value[place], order));
  return (
    named.find((media) => media.length > 0) ??
    Object.values(value).flatMap((entry) => mediaIn(entry, order))
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
