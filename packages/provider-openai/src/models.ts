import {
  countField,
  durationField,
  type FieldMapping,
  image,
  maskField,
  type Model,
  type ModelCatalogue,
  passthroughField,
  type Price,
  qualityField,
  type Retirement,
  singleImageField,
  sizeField,
  styleField,
  typedField,
  video,
  videoField,
} from "@tarash/core/provider";
import {
  choice,
  drawing,
  everyImage,
  format,
  frameDuration,
  frames,
  freeSize,
  pictures,
  prompt,
  soraSize,
  sourceVideo,
  standardSize,
} from "./fields.ts";

const source = "types of openai 7.55.0 (2026-11-10)";

/** The two endpoints of a GPT image model: the inputs decide. */
function gptImage(
  fields: FieldMapping,
  only: { generate?: FieldMapping; edit?: FieldMapping },
  options: Omit<Model, "operation" | "variants"> = {},
): Model {
  return image(
    [
      {
        endpoint: "images/generations",
        fields: { ...fields, moderation: choice(["auto", "low"]), ...only.generate },
      },
      {
        endpoint: "images/edits",
        task: "edit",
        fields: { ...fields, image: pictures, mask: maskField(), ...only.edit },
      },
    ],
    { source, typicalSeconds: 30, ...options },
  );
}

const n = countField("n", { maximum: 10 });
const quality = ["auto", "low", "medium", "high"];

const first: FieldMapping = {
  ...everyImage,
  n,
  size: standardSize,
  quality: qualityField({ allowed: quality }),
  output_format: format(["png", "jpeg", "webp"]),
};

const second: FieldMapping = {
  ...everyImage,
  n,
  size: freeSize,
  quality: qualityField({ allowed: quality }),
  output_format: format(["png", "jpeg", "webp", "gif"]),
  complexity: choice(["low", "medium", "high"]),
  frame_count: frames,
  frame_duration_ms: frameDuration,
};

/** Vector drawings are only generated, not edited. */
const drawings: FieldMapping = {
  output_format: format(["png", "jpeg", "webp", "gif", "svg"]),
  svg: drawing,
};

const secondHalf: FieldMapping = {
  ...second,
  quality: qualityField({ allowed: [...quality, "xhigh", "max"] }),
};

/** Per output token; how many an image takes is known afterwards. */
function perToken(amount: number): Price {
  return {
    currency: "USD",
    unit: "token",
    amount,
    asOf: "2026-08-22",
    source: "price list of the Vercel AI gateway",
  };
}

const successor = "gpt-image-2.5-sunburst";

const endsInDecember: Retirement = {
  date: "2026-12-01",
  replacement: successor,
  evidence: "reported",
  source: "copy of OpenAI's deprecations page, checked against its list of models on 2026-10-27",
};

const dallERetired: Retirement = {
  date: "2026-05-12",
  replacement: successor,
  evidence: "vendor",
  source,
};

const gptImage2 = gptImage(second, { generate: drawings }, { price: perToken(3e-5) });
const gptImage25 = gptImage(secondHalf, { generate: drawings });
/** The types name these models and say nothing of what they allow: taken to be what 2.5 allows. */
const gptImage26 = gptImage(
  secondHalf,
  { generate: drawings },
  { verified: false, source: `${source}, which only name the model; its values are those of 2.5` },
);

/** The ids of the image models. */
type ImageModel =
  | "gpt-image-2"
  | "gpt-image-2-2026-04-21"
  | "gpt-image-2.5-sunburst"
  | "gpt-image-2.5-sunburst-2026-09-08"
  | "gpt-image-2.5-flare"
  | "gpt-image-2.5-flare-2026-09-08"
  | "gpt-image-2.6-sunburst"
  | "gpt-image-2.6-flare"
  | "gpt-image-1.5"
  | "gpt-image-1-mini"
  | "chatgpt-image-latest"
  | "gpt-image-1"
  | "dall-e-3"
  | "dall-e-2";

/** The ids of the video models. */
type VideoModel =
  | "sora-2"
  | "sora-2-2025-10-06"
  | "sora-2-2025-12-08"
  | "sora-2-pro"
  | "sora-2-pro-2025-10-06";

/** The ids that editors offer. */
export type OpenAIModel = ImageModel | VideoModel;

const images: Readonly<Record<ImageModel, Model>> = {
  "gpt-image-2": gptImage2,
  "gpt-image-2-2026-04-21": gptImage2,
  "gpt-image-2.5-sunburst": gptImage25,
  "gpt-image-2.5-sunburst-2026-09-08": gptImage25,
  "gpt-image-2.5-flare": gptImage25,
  "gpt-image-2.5-flare-2026-09-08": gptImage25,
  "gpt-image-2.6-sunburst": gptImage26,
  "gpt-image-2.6-flare": gptImage26,
  "gpt-image-1.5": gptImage(
    first,
    { edit: { input_fidelity: choice(["low", "high"]) } },
    { retired: endsInDecember, price: perToken(3.2e-5) },
  ),
  "gpt-image-1-mini": gptImage(
    first,
    { edit: { input_fidelity: choice(["low"]) } },
    { retired: endsInDecember, price: perToken(8e-6) },
  ),
  "chatgpt-image-latest": gptImage(first, {}, { retired: endsInDecember }),
  "gpt-image-1": gptImage(
    first,
    { edit: { input_fidelity: choice(["low", "high"]) } },
    {
      price: perToken(4e-5),
      retired: {
        date: "2026-10-23",
        replacement: `${successor} or gpt-image-2.5-flare`,
        evidence: "vendor",
        source,
      },
    },
  ),
  "dall-e-3": image(
    [
      {
        endpoint: "images/generations",
        fields: {
          prompt,
          size: sizeField({
            allowed: ["1024x1024", "1792x1024", "1024x1792"],
            ratios: { "1:1": "1024x1024", "7:4": "1792x1024", "4:7": "1024x1792" },
          }),
          quality: qualityField({ allowed: ["standard", "hd"] }),
          style: styleField({ allowed: ["vivid", "natural"] }),
          n: countField("n", { maximum: 1 }),
          response_format: choice(["url", "b64_json"]),
          user: typedField("text"),
        },
      },
    ],
    { source, retired: dallERetired },
  ),
  "dall-e-2": image(
    [
      { endpoint: "images/generations", fields: dallE2() },
      {
        endpoint: "images/edits",
        task: "edit",
        fields: {
          ...dallE2(),
          image: singleImageField("reference", { required: true }),
          mask: maskField(),
        },
      },
    ],
    { source, retired: dallERetired },
  ),
};

function dallE2(): FieldMapping {
  return {
    prompt,
    size: sizeField({
      allowed: ["256x256", "512x512", "1024x1024"],
      ratios: { "1:1": "1024x1024" },
    }),
    n,
    response_format: choice(["url", "b64_json"]),
    user: typedField("text"),
  };
}

const seconds = { allowed: [4, 8, 12], format: "digits" } as const;

/** Sora: all that its API did. It is gone; gateways that still serve it are reached with `baseUrl`. */
function sora(price: Price): Model {
  return video(
    [
      {
        endpoint: "videos",
        fields: {
          prompt,
          seconds: durationField(seconds),
          size: soraSize,
          input_reference: singleImageField(["first_frame", "reference"]),
        },
      },
      {
        endpoint: "videos/{video_id}/remix",
        task: "remix",
        fields: { prompt, video_id: sourceVideo },
      },
      { endpoint: "videos/edits", task: "edit", fields: { prompt, "video.id": sourceVideo } },
      {
        endpoint: "videos/edits",
        task: "edit",
        fields: { prompt, video: videoField({ required: true }) },
      },
      {
        endpoint: "videos/extensions",
        task: "extend",
        fields: {
          prompt,
          "video.id": sourceVideo,
          seconds: durationField({ ...seconds, required: true }),
        },
      },
      {
        endpoint: "videos/extensions",
        task: "extend",
        fields: {
          prompt,
          video: videoField({ required: true }),
          seconds: durationField({ ...seconds, required: true }),
        },
      },
    ],
    {
      source,
      price,
      typicalSeconds: 120,
      retired: { date: "2026-09-24", evidence: "vendor", source },
    },
  );
}

const perSecond = {
  currency: "USD",
  unit: "second",
  asOf: "2026-09-24",
  source: "OpenAI's page of the model, before it was switched off",
} as const;
const sora2 = sora({ ...perSecond, amount: 0.1 });
const sora2Pro = sora({
  ...perSecond,
  amount: 0.3,
  by: [
    { when: { size: "1792x1024" }, amount: 0.5 },
    { when: { size: "1024x1792" }, amount: 0.5 },
    { when: { size: "1280x720" }, amount: 0.3 },
    { when: { size: "720x1280" }, amount: 0.3 },
  ],
});

const videos: Readonly<Record<VideoModel, Model>> = {
  "sora-2": sora2,
  "sora-2-2025-10-06": sora2,
  "sora-2-2025-12-08": sora2,
  "sora-2-pro": sora2Pro,
  "sora-2-pro-2025-10-06": sora2Pro,
};

/** Every model of OpenAI that makes images or video. */
export const models: ModelCatalogue = { image: images, video: videos };

/** For models that have no page here: those of gateways, and deployments under names of their own. */
export const generic: Readonly<Record<"image" | "video", FieldMapping>> = {
  image: {
    prompt,
    n,
    size: sizeField(),
    quality: qualityField(),
    style: styleField(),
    background: passthroughField("background"),
    output_format: passthroughField("outputFormat"),
    image: { ...pictures, required: false },
    mask: maskField(),
  },
  video: {
    prompt,
    seconds: durationField({ format: "digits" }),
    size: soraSize,
    input_reference: singleImageField(["first_frame", "reference"]),
  },
};
