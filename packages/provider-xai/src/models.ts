import {
  type FieldMapping,
  image as imageModel,
  type Model,
  type ModelCatalogue,
  type ModelVariant,
  type Price,
  video,
} from "@tarash/core/provider";
import {
  anyDuration,
  clip,
  count,
  duration,
  editRatio,
  firstFrame,
  image,
  imageRatio,
  optionalPrompt,
  prompt,
  quality,
  references,
  resolution,
  responseFormat,
  severalImages,
  size,
  user,
  videoRatio,
  voices,
} from "./fields.ts";

const source = "vercel/ai packages/xai and TanStack/ai, 2026-08-22; tryAGI/Xai 19ee515, 2026-08-03";
const listed = "OpenRouter and Vercel AI Gateway list prices, 2026-08";

/** Where each thing is asked for. */
export const paths = {
  generateVideo: "/v1/videos/generations",
  editVideo: "/v1/videos/edits",
  extendVideo: "/v1/videos/extensions",
  generateImage: "/v1/images/generations",
  editImage: "/v1/images/edits",
} as const;

function perSecond(byResolution: Readonly<Record<string, number>>): Price {
  const amounts = Object.values(byResolution);
  return {
    currency: "USD",
    unit: "second",
    amount: Math.min(...amounts),
    maximum: Math.max(...amounts),
    by: Object.entries(byResolution).map(([name, amount]) => ({
      when: { resolution: name },
      amount,
    })),
    asOf: "2026-08-22",
    source: listed,
  };
}

function perImage(amount: number, more: Pick<Price, "maximum" | "by"> = {}): Price {
  return { currency: "USD", unit: "image", amount, ...more, asOf: "2026-08-22", source: listed };
}

/** Words, a first frame or references; 1080p is not offered with references. */
function videoVariants(resolutions: readonly string[]): readonly ModelVariant[] {
  const endpoint = paths.generateVideo;
  const fields: FieldMapping = {
    prompt,
    duration,
    aspect_ratio: videoRatio,
    resolution: resolution(...resolutions),
    reference_audios: voices,
    user,
  };
  return [
    { endpoint, fields },
    { endpoint, fields: { ...fields, image: firstFrame } },
    {
      endpoint,
      fields: { ...fields, resolution: resolution("480p", "720p"), reference_images: references },
    },
    { endpoint: paths.editVideo, task: "edit", fields: { prompt, video: clip } },
    {
      endpoint: paths.extendVideo,
      task: "extend",
      fields: { prompt: optionalPrompt, video: clip, duration: anyDuration },
    },
  ];
}

function imageVariants(own: FieldMapping = {}): readonly ModelVariant[] {
  const fields = { prompt, resolution: size, response_format: responseFormat, ...own };
  const endpoint = paths.editImage;
  return [
    { endpoint: paths.generateImage, fields: { ...fields, n: count, aspect_ratio: imageRatio } },
    { endpoint, task: "edit", fields: { ...fields, image, aspect_ratio: editRatio } },
    {
      endpoint,
      task: "edit",
      fields: { ...fields, images: severalImages, aspect_ratio: editRatio },
    },
  ];
}

/** A model of xAI that makes video. */
type XaiVideoModel = "grok-imagine-video" | "grok-imagine-video-1.5";

const videos: Readonly<Record<XaiVideoModel, Model>> = {
  "grok-imagine-video": video(videoVariants(["480p", "720p"]), {
    price: perSecond({ "480p": 0.05, "720p": 0.07 }),
    source,
    typicalSeconds: 40,
  }),
  "grok-imagine-video-1.5": video(videoVariants(["480p", "720p", "1080p"]), {
    price: perSecond({ "480p": 0.08, "720p": 0.14, "1080p": 0.25 }),
    source,
    typicalSeconds: 60,
  }),
};

/** A model of xAI that makes images. */
type XaiImageModel =
  | "grok-imagine-image"
  | "grok-imagine-image-pro"
  | "grok-imagine-image-quality"
  | "grok-imagine-image-2.0";

const images: Readonly<Record<XaiImageModel, Model>> = {
  "grok-imagine-image": imageModel(imageVariants(), {
    price: perImage(0.02),
    source,
    typicalSeconds: 8,
  }),
  "grok-imagine-image-pro": imageModel(imageVariants(), { source, typicalSeconds: 12 }),
  "grok-imagine-image-quality": imageModel(imageVariants(), { source, typicalSeconds: 12 }),
  "grok-imagine-image-2.0": imageModel(imageVariants({ quality }), {
    price: perImage(0.06, {
      maximum: 0.08,
      by: [
        { when: { resolution: "2k", quality: "low" }, amount: 0.06 },
        { when: { resolution: "2k" }, amount: 0.08 },
        { when: { quality: "low" }, amount: 0.04 },
        { when: { quality: "medium" }, amount: 0.06 },
      ],
    }),
    source,
    typicalSeconds: 12,
  }),
};

/** A model of xAI that makes video or images. */
export type XaiModel = XaiVideoModel | XaiImageModel;

/** Every model of xAI that makes video or images. */
export const models: ModelCatalogue = { video: videos, image: images };

/** What newer models are expected to take, until they have a page here. */
export const generic: Readonly<Record<"video" | "image", FieldMapping>> = {
  video: {
    prompt,
    duration: anyDuration,
    aspect_ratio: videoRatio,
    resolution: resolution("480p", "720p", "1080p"),
    image: { ...firstFrame, required: false },
    user,
  },
  image: { prompt, n: count, aspect_ratio: imageRatio, resolution: size, quality },
};
