import { image, video, type Model } from "@tarash/core/provider";
import { perImage, perSecond, synced } from "../facts.ts";
import {
  anyRatio,
  frame,
  inputVideo,
  prompt,
  reference,
  required,
  resolution,
  secondsWithin,
} from "../fields.ts";

const grokVideoShared = {
  prompt,
  duration: secondsWithin(1, 15),
  resolution: resolution(["720p", "480p"]),
  aspect_ratio: anyRatio,
};

const grokImagineVideo = {
  ...grokVideoShared,
  image: frame,
};

const grokImagineVideoEdit = {
  ...grokVideoShared,
  video: required(inputVideo),
};

export const grokVideo: Readonly<Record<string, Model>> = {
  "xai/grok-imagine-video": video(
    [{ task: "edit", fields: grokImagineVideoEdit }, { fields: grokImagineVideo }],
    { source: synced, price: perSecond(0.07, [{ when: { resolution: "480p" }, amount: 0.05 }]) },
  ),
};

const grokImagineImage = {
  prompt,
  aspect_ratio: anyRatio,
};

const grokImagineImageEdit = {
  ...grokImagineImage,
  image: required(reference),
};

export const grokImage: Readonly<Record<string, Model>> = {
  "xai/grok-imagine-image": image(
    [{ task: "edit", fields: grokImagineImageEdit }, { fields: grokImagineImage }],
    { source: synced, price: perImage(0.02) },
  ),
};
