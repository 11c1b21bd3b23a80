import { image, video, type Model } from "@tarash/core/provider";
import { alephGone, described, perSecond, synced } from "../facts.ts";
import {
  frame,
  inputVideo,
  prompt,
  ratio,
  reference,
  references,
  required,
  seconds,
  seed,
  sizeName,
  texts,
} from "../fields.ts";

const runwayVideosShared = {
  seed,
  prompt,
  aspect_ratio: ratio(["16:9", "9:16", "4:3", "3:4", "1:1", "21:9"]),
};

const gen45 = {
  ...runwayVideosShared,
  image: frame,
  duration: seconds([5, 10]),
};

const gen4Aleph = {
  ...runwayVideosShared,
  video: required(inputVideo),
  reference_image: reference,
};

export const runwayVideos: Readonly<Record<string, Model>> = {
  "runwayml/gen-4.5": video(gen45, { source: synced, price: perSecond(0.12) }),
  "runwayml/gen4-aleph": video([{ task: "edit", fields: gen4Aleph }], {
    source: described,
    retired: alephGone,
  }),
};

const gen4ImageTurbo = {
  seed,
  prompt,
  resolution: sizeName(["720p", "1080p"]),
  aspect_ratio: ratio(["16:9", "9:16", "4:3", "3:4", "1:1", "21:9"]),
  reference_tags: texts,
  reference_images: references,
};

export const runwayImages: Readonly<Record<string, Model>> = {
  "runwayml/gen4-image-turbo": image(gen4ImageTurbo, { source: synced }),
};
