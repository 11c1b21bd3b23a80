import type { Operation, OutputMedium, ProviderOutput } from "@tarash/core/provider";

/** Where results stand, for each operation. Models of another operation's look are read as well, after these. */
const places: Readonly<Record<"video" | "image" | "audio", readonly string[]>> = {
  video: ["videos", "video", "video_url"],
  image: ["images", "image", "image_url"],
  audio: ["audios", "audio", "audio_file", "audio_url"],
};

/** The result of a job. `prompt` is what was sent, so that only another one counts as revised. */
export function outputOf(data: unknown, operation: Operation, prompt: unknown): ProviderOutput {
  const sort = operation === "video" || operation === "image" ? operation : "audio";
  const fields = isRecord(data) ? data : {};
  const order = [...places[sort], ...Object.values(places).flat()];
  const found = order.map((place) => mediaIn(fields[place])).find((media) => media.length > 0);
  const { seed, prompt: used } = fields;
  return {
    media: found ?? mediaIn(isRecord(data) ? (fields["url"] ? data : undefined) : data),
    ...(typeof seed === "number" ? { seed } : {}),
    ...(typeof used === "string" && used !== "" && used !== prompt ? { revisedPrompt: used } : {}),
    raw: data,
  };
}

function mediaIn(value: unknown): readonly OutputMedium[] {
  if (Array.isArray(value)) return value.flatMap(mediaIn);
  if (typeof value === "string") return /^(https?|data):/.test(value) ? [{ url: value }] : [];
  if (!isRecord(value) || typeof value["url"] !== "string" || value["url"] === "") return [];
  const { url, content_type: contentType, width, height, duration } = value;
  return [
    {
      url,
      ...(typeof contentType === "string" && contentType !== "" ? { contentType } : {}),
      ...(typeof width === "number" ? { width } : {}),
      ...(typeof height === "number" ? { height } : {}),
      ...(typeof duration === "number" ? { durationSeconds: duration } : {}),
    },
  ];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
