import type { Model } from "@tarash/core/provider";
import {
  anySeconds,
  firstFrame,
  inputVideo,
  prompt,
  ratio,
  references,
  required,
  video,
} from "../fields.ts";

const omniEdit = {
  prompt,
  video_url: required(inputVideo),
};

const omniImageToVideo = {
  prompt,
  image_url: required(firstFrame),
  aspect_ratio: ratio(["16:9", "9:16"]),
  duration: anySeconds,
};

const omniReferenceToVideo = {
  prompt,
  image_urls: required(references),
  aspect_ratio: ratio(["16:9", "9:16"]),
  duration: anySeconds,
};

const omniBase = {
  prompt,
  aspect_ratio: ratio(["16:9", "9:16"]),
  duration: anySeconds,
};

/** Google Gemini Omni Flash on fal. */
export const geminiOmni: Readonly<Record<string, Model>> = {
  "google/gemini-omni-flash": video([
    { endpoint: "google/gemini-omni-flash/edit", task: "edit", fields: omniEdit },
    { endpoint: "google/gemini-omni-flash/image-to-video", fields: omniImageToVideo },
    { endpoint: "google/gemini-omni-flash/reference-to-video", fields: omniReferenceToVideo },
    { endpoint: "google/gemini-omni-flash", fields: omniBase },
  ]),
};
