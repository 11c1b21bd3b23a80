import { type FieldMapping, type Model, type ModelVariant, video } from "@tarash/core/provider";
import { reported, source } from "../facts.ts";
import {
  earlier,
  frame,
  images,
  inputVideo,
  named,
  own,
  prompt,
  ratio,
  resolution,
  secondsText,
  seed,
} from "../fields.ts";

const endpoint = "interactions";
const task = "generation_config.video_config.task";

const shared: FieldMapping = {
  prompt,
  "response_format.aspect_ratio": ratio(["16:9", "9:16"]),
  "response_format.duration": secondsText(3, 10),
  "response_format.resolution": resolution(["360p", "720p", "1080p", "4k"]),
  "response_format.delivery": named("delivery", ["inline", "uri"]),
  "response_format.gcs_uri": named("gcs_uri"),
  "generation_config.seed": seed,
  system_instruction: own,
  safety_settings: own,
  service_tier: own,
  labels: own,
  store: own,
};
const format = { "response_format.type": "video", "response_format.delivery": "uri" };

const ways: readonly ModelVariant[] = [
  { endpoint, fields: shared, fixed: { ...format, [task]: "text_to_video" } },
  {
    endpoint,
    fields: { ...shared, images: frame("first_frame", true) },
    fixed: { ...format, [task]: "image_to_video" },
  },
  {
    endpoint,
    fields: { ...shared, images: images(["reference", "asset"], { required: true }) },
    fixed: { ...format, [task]: "reference_to_video" },
  },
  {
    endpoint,
    task: "edit",
    fields: { ...shared, video: inputVideo, images: images("reference") },
    fixed: { ...format, [task]: "edit" },
  },
  {
    endpoint,
    task: "edit",
    fields: { ...shared, previous_interaction_id: earlier, images: images("reference") },
    fixed: { ...format, [task]: "edit" },
  },
  {
    endpoint,
    task: "extend",
    fields: { ...shared, video: inputVideo },
    fixed: { ...format, [task]: "extend" },
  },
  {
    endpoint,
    task: "extend",
    fields: { ...shared, previous_interaction_id: earlier },
    fixed: { ...format, [task]: "extend" },
  },
  {
    endpoint,
    task: "upscale",
    fields: { ...shared, video: inputVideo },
    fixed: { ...format, [task]: "upscale" },
  },
];

/** Gemini Omni through the Interactions API, with a key. */
export const omni: Readonly<Record<string, Model>> = {
  "gemini-omni-1.2-flash": video(ways, { source }),
  "gemini-omni-1.1-flash": video(ways, { source }),
  "gemini-omni-flash-preview": video(ways, {
    source,
    retired: reported("2026-09-30", "gemini-omni-1.2-flash", "dev.to, laozhang.ai"),
  }),
};
