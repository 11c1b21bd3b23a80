import type { Model } from "@tarash/core/provider";
import {
  choice,
  firstFrame,
  flag,
  inputVideo,
  optionalPrompt,
  prompt,
  ratio,
  references,
  required,
  resolution,
  seed,
  span,
  video,
  whole,
} from "../fields.ts";
import { perSecond } from "../facts.ts";

const horse = {
  resolution: resolution(["720p", "1080p"]),
  seed,
  enable_safety_checker: flag,
};

const horseHappyHorseReferenceToVideo = {
  ...horse,
  prompt,
  image_urls: required(references),
  aspect_ratio: ratio(["16:9", "9:16", "1:1", "4:3", "3:4"]),
  duration: whole(span(3, 15)),
};

const horseHappyHorseVideoEdit = {
  ...horse,
  prompt,
  reference_image_urls: references,
  video_url: required(inputVideo),
  audio_setting: choice(["auto", "origin"]),
};

const horseHappyHorseTextToVideo = {
  ...horse,
  prompt,
  aspect_ratio: ratio(["16:9", "9:16", "1:1", "4:3", "3:4"]),
  duration: whole(span(3, 15)),
};

const horseImageToVideo = {
  ...horse,
  prompt: optionalPrompt,
  image_url: required(firstFrame),
  duration: whole(span(3, 15)),
};

const horseV11ReferenceToVideo = {
  ...horse,
  prompt,
  image_urls: required(references),
  aspect_ratio: ratio(["16:9", "9:16", "1:1", "4:3", "3:4", "21:9", "9:21", "5:4", "4:5"]),
  duration: whole(span(3, 15)),
};

const horseV11TextToVideo = {
  ...horse,
  prompt,
  aspect_ratio: ratio(["16:9", "9:16", "1:1", "4:3", "3:4", "21:9", "9:21", "5:4", "4:5"]),
  duration: whole(span(3, 15)),
};

/** Alibaba Happy Horse on fal. */
export const happyHorse: Readonly<Record<string, Model>> = {
  "alibaba/happy-horse": video(
    [
      {
        endpoint: "alibaba/happy-horse/reference-to-video",
        fields: horseHappyHorseReferenceToVideo,
      },
      {
        endpoint: "alibaba/happy-horse/video-edit",
        task: "edit",
        fields: horseHappyHorseVideoEdit,
      },
      { endpoint: "alibaba/happy-horse/text-to-video", fields: horseHappyHorseTextToVideo },
      { endpoint: "alibaba/happy-horse/image-to-video", fields: horseImageToVideo },
    ],
    { price: perSecond(0.1694, [{ when: { resolution: "720p" }, amount: 0.0988 }]) },
  ),
  "alibaba/happy-horse/v1.1": video(
    [
      { endpoint: "alibaba/happy-horse/v1.1/reference-to-video", fields: horseV11ReferenceToVideo },
      { endpoint: "alibaba/happy-horse/v1.1/text-to-video", fields: horseV11TextToVideo },
      { endpoint: "alibaba/happy-horse/v1.1/image-to-video", fields: horseImageToVideo },
    ],
    { price: perSecond(0.1278, [{ when: { resolution: "720p" }, amount: 0.0988 }]) },
  ),
};
