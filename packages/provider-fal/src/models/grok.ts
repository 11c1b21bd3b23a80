import type { Model } from "@tarash/core/provider";
import {
  anySeconds,
  firstFrame,
  frame,
  inputVideo,
  prompt,
  ratio,
  references,
  required,
  resolution,
  video,
} from "../fields.ts";
import { perSecond } from "../facts.ts";

const grokVideoGrokImagineVideoImageToVideo = {
  prompt,
  image_url: required(firstFrame),
  aspect_ratio: ratio(["auto", "16:9", "4:3", "3:2", "1:1", "2:3", "3:4", "9:16"]),
  resolution: resolution(["480p", "720p"]),
  duration: anySeconds,
};

const grokVideoGrokImagineVideoReferenceToVideo = {
  prompt,
  reference_image_urls: required(references),
  aspect_ratio: ratio(["16:9", "4:3", "3:2", "1:1", "2:3", "3:4", "9:16"]),
  resolution: resolution(["480p", "720p"]),
  duration: anySeconds,
};

const grokVideoGrokImagineVideoEditVideo = {
  prompt,
  video_url: required(inputVideo),
  resolution: resolution(["auto", "480p", "720p"]),
};

const grokVideoGrokImagineVideoExtendVideo = {
  prompt,
  video_url: required(inputVideo),
  duration: anySeconds,
};

const grokVideoGrokImagineVideoTextToVideo = {
  prompt,
  aspect_ratio: ratio(["16:9", "4:3", "3:2", "1:1", "2:3", "3:4", "9:16"]),
  resolution: resolution(["480p", "720p"]),
  duration: anySeconds,
};

const grokVideoV15ImageToVideo = {
  prompt,
  image_url: required(frame),
  resolution: resolution(["480p", "720p", "1080p"]),
  duration: anySeconds,
};

/** xAI Grok Imagine video on fal. */
export const grok: Readonly<Record<string, Model>> = {
  "xai/grok-imagine-video": video(
    [
      {
        endpoint: "xai/grok-imagine-video/image-to-video",
        fields: grokVideoGrokImagineVideoImageToVideo,
      },
      {
        endpoint: "xai/grok-imagine-video/reference-to-video",
        fields: grokVideoGrokImagineVideoReferenceToVideo,
      },
      {
        endpoint: "xai/grok-imagine-video/edit-video",
        task: "edit",
        fields: grokVideoGrokImagineVideoEditVideo,
      },
      {
        endpoint: "xai/grok-imagine-video/extend-video",
        task: "extend",
        fields: grokVideoGrokImagineVideoExtendVideo,
      },
      {
        endpoint: "xai/grok-imagine-video/text-to-video",
        fields: grokVideoGrokImagineVideoTextToVideo,
      },
    ],
    { price: perSecond(0.07, [{ when: { resolution: "480p" }, amount: 0.05 }]) },
  ),
  "xai/grok-imagine-video/v1.5": video(
    [{ endpoint: "xai/grok-imagine-video/v1.5/image-to-video", fields: grokVideoV15ImageToVideo }],
    {
      price: perSecond(0.14, [
        { when: { resolution: "480p" }, amount: 0.08 },
        { when: { resolution: "1080p" }, amount: 0.25 },
      ]),
    },
  ),
};
