import type { Model } from "@tarash/core/provider";
import {
  assets,
  choice,
  count,
  flag,
  format,
  guidance,
  image,
  imageSize,
  imageSizeBesideRatio,
  list,
  negativePrompt,
  number,
  optionalPrompt,
  prompt,
  ratio,
  reference,
  references,
  required,
  seed,
  sizeName,
  steps,
  strength,
  style,
} from "../fields.ts";
import { perSecond } from "../facts.ts";

const photonModify = {
  prompt: optionalPrompt,
  image_url: required(reference),
  aspect_ratio: required(ratio(["1:1", "16:9", "9:16", "4:3", "3:4", "21:9", "9:21"])),
  strength: required(strength),
};

const photonReframe = {
  prompt: optionalPrompt,
  image_url: required(reference),
  aspect_ratio: required(ratio(["1:1", "16:9", "9:16", "4:3", "3:4", "21:9", "9:21"])),
  grid_position_x: number,
  grid_position_y: number,
  x_end: number,
  x_start: number,
  y_end: number,
  y_start: number,
};

const photonBase = {
  prompt,
  aspect_ratio: ratio(["16:9", "9:16", "1:1", "4:3", "3:4", "21:9", "9:21"]),
};

const uni = {
  prompt,
  output_format: format(["png", "jpeg"]),
  style: style(["auto", "manga"]),
};

const uniEdit = {
  ...uni,
  image_url: required(reference),
  reference_image_urls: assets,
};

const uniTextToImage = {
  ...uni,
  reference_image_urls: references,
  aspect_ratio: ratio(["3:1", "2:1", "16:9", "3:2", "1:1", "2:3", "9:16", "1:2", "1:3"]),
  enable_web_search: flag,
};

const klingImage = {
  prompt,
  num_images: count(9),
  elements: list,
  output_format: format(["jpeg", "png", "webp"]),
  sync_mode: flag,
};

const klingImageO1 = {
  ...klingImage,
  image_urls: required(references),
  aspect_ratio: ratio(["auto", "16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9"]),
  resolution: sizeName(["1K", "2K"]),
};

const klingImageO3ImageToImage = {
  ...klingImage,
  image_urls: required(references),
  aspect_ratio: ratio(["16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9", "auto"]),
  resolution: sizeName(["1K", "2K", "4K"]),
  result_type: choice(["single", "series"]),
  series_amount: number,
};

const klingImageO3TextToImage = {
  ...klingImage,
  aspect_ratio: ratio(["16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9"]),
  resolution: sizeName(["1K", "2K", "4K"]),
  result_type: choice(["single", "series"]),
  series_amount: number,
};

const klingImageV3ImageToImage = {
  ...klingImage,
  image_url: required(reference),
  aspect_ratio: ratio(["16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9"]),
  resolution: sizeName(["1K", "2K"]),
};

const klingImageV3TextToImage = {
  ...klingImage,
  aspect_ratio: ratio(["16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9"]),
  resolution: sizeName(["1K", "2K"]),
  negative_prompt: negativePrompt,
};

const minimaxImage = {
  prompt,
  aspect_ratio: ratio(["1:1", "16:9", "4:3", "3:2", "2:3", "3:4", "9:16", "21:9"]),
  num_images: count(9),
  prompt_optimizer: flag,
};

const minimaxImageSubjectReference = {
  ...minimaxImage,
  image_url: required(reference),
};

const minimaxImageBase = {
  ...minimaxImage,
};

const wanImage = {
  prompt,
  image_size: imageSize,
  num_images: count(4),
  negative_prompt: negativePrompt,
  seed,
  enable_safety_checker: flag,
  output_format: format(["jpeg", "png", "webp"]),
};

const wanImageEdit = {
  ...wanImage,
  image_urls: required(references),
  enable_prompt_expansion: flag,
};

const wanImageTextToImage = {
  ...wanImage,
};

const wan27image = {
  prompt,
  image_size: imageSize,
  num_images: count(4),
  negative_prompt: negativePrompt,
  seed,
  enable_safety_checker: flag,
  output_format: format(["jpeg", "png", "webp"]),
};

const wan27imageEdit = {
  ...wan27image,
  image_urls: required(references),
  enable_prompt_expansion: flag,
};

const wan27imageTextToImage = {
  ...wan27image,
};

const wan26image = {
  prompt,
  image_size: imageSize,
  negative_prompt: negativePrompt,
  seed,
  enable_safety_checker: flag,
};

const wan26imageImageToImage = {
  ...wan26image,
  image_urls: required(references),
  num_images: count(4),
  enable_prompt_expansion: flag,
};

const wan26imageTextToImage = {
  ...wan26image,
  image_url: reference,
  max_images: number,
};

const wan25image = {
  prompt,
  image_size: imageSize,
  num_images: count(4),
  negative_prompt: negativePrompt,
  seed,
  enable_safety_checker: flag,
};

const wan25imageImageToImage = {
  ...wan25image,
  image_urls: required(references),
};

const wan25imageTextToImage = {
  ...wan25image,
  enable_prompt_expansion: flag,
};

const wan22image = {
  prompt,
  image_size: imageSize,
  negative_prompt: negativePrompt,
  enable_prompt_expansion: flag,
  seed,
  enable_output_safety_checker: flag,
  enable_safety_checker: flag,
  guidance_scale: guidance,
  num_inference_steps: steps,
  shift: number,
};

const wan22imageV22A14bImageToImage = {
  ...wan22image,
  image_url: required(reference),
  image_size: imageSizeBesideRatio(),
  aspect_ratio: ratio(["auto", "16:9", "9:16", "1:1"]),
  acceleration: choice(["none", "regular"]),
  guidance_scale_2: number,
  image_format: format(["png", "jpeg"]),
  strength,
};

const wan22imageV22A14bTextToImage = {
  ...wan22image,
  acceleration: choice(["none", "regular"]),
  guidance_scale_2: number,
};

const wan22imageV22A14bTextToImageLora = {
  ...wan22image,
  acceleration: choice(["none", "regular"]),
  guidance_scale_2: number,
  image_format: format(["png", "jpeg"]),
  loras: list,
  reverse_video: flag,
};

const wan22imageV225bTextToImage = {
  ...wan22image,
  image_format: format(["png", "jpeg"]),
};

const viduImage = {
  prompt,
  aspect_ratio: ratio(["16:9", "9:16", "1:1"]),
  seed,
};

const viduImageReferenceToImage = {
  ...viduImage,
  reference_image_urls: required(references),
};

const viduImageTextToImage = {
  ...viduImage,
};

const reve = {
  prompt,
  aspect_ratio: ratio([
    "4:1",
    "3:1",
    "21:9",
    "2:1",
    "17:9",
    "16:9",
    "3:2",
    "4:3",
    "5:4",
    "1:1",
    "4:5",
    "3:4",
    "2:3",
    "9:16",
    "1:2",
    "1:3",
    "1:4",
    "auto",
  ]),
  num_images: count(4),
  output_format: format(["png", "jpeg", "webp"]),
  sync_mode: flag,
};

const reveEdit = {
  ...reve,
  image_url: required(reference),
};

const reveRemix = {
  ...reve,
  image_urls: required(references),
};

const reveTextToImage = {
  ...reve,
};

const kreaTextToImage = {
  prompt,
  aspect_ratio: ratio(["1:1", "4:3", "3:2", "16:9", "2.35:1", "4:5", "2:3", "9:16"]),
  seed,
  creativity: choice(["raw", "low", "medium", "high"]),
  image_style_references: list,
  moodboards: list,
  styles: list,
};

/** Luma Photon and Uni, Kling, MiniMax, Wan, Vidu, Reve and Krea images on fal. */
export const moreImages: Readonly<Record<string, Model>> = {
  "fal-ai/luma-photon": image([
    { endpoint: "fal-ai/luma-photon/modify", task: "edit", fields: photonModify },
    { endpoint: "fal-ai/luma-photon/reframe", task: "reframe", fields: photonReframe },
    { endpoint: "fal-ai/luma-photon", fields: photonBase },
  ]),
  "fal-ai/luma-photon/flash": image([
    { endpoint: "fal-ai/luma-photon/flash/modify", task: "edit", fields: photonModify },
    { endpoint: "fal-ai/luma-photon/flash/reframe", task: "reframe", fields: photonReframe },
    { endpoint: "fal-ai/luma-photon/flash", fields: photonBase },
  ]),
  "luma/agent/uni-1/v1": image([
    { endpoint: "luma/agent/uni-1/v1/edit", task: "edit", fields: uniEdit },
    { endpoint: "luma/agent/uni-1/v1/text-to-image", fields: uniTextToImage },
  ]),
  "luma/agent/uni-1/v1/max": image([
    { endpoint: "luma/agent/uni-1/v1/max/edit", task: "edit", fields: uniEdit },
    { endpoint: "luma/agent/uni-1/v1/max", fields: uniTextToImage },
  ]),
  "fal-ai/kling-image/o1": image([
    { endpoint: "fal-ai/kling-image/o1", task: "edit", fields: klingImageO1 },
  ]),
  "fal-ai/kling-image/o3": image([
    {
      endpoint: "fal-ai/kling-image/o3/image-to-image",
      task: "edit",
      fields: klingImageO3ImageToImage,
    },
    { endpoint: "fal-ai/kling-image/o3/text-to-image", fields: klingImageO3TextToImage },
  ]),
  "fal-ai/kling-image/v3": image([
    {
      endpoint: "fal-ai/kling-image/v3/image-to-image",
      task: "edit",
      fields: klingImageV3ImageToImage,
    },
    { endpoint: "fal-ai/kling-image/v3/text-to-image", fields: klingImageV3TextToImage },
  ]),
  "fal-ai/minimax/image-01": image([
    { endpoint: "fal-ai/minimax/image-01/subject-reference", fields: minimaxImageSubjectReference },
    { endpoint: "fal-ai/minimax/image-01", fields: minimaxImageBase },
  ]),
  "fal-ai/wan/v2.7/pro": image([
    { endpoint: "fal-ai/wan/v2.7/pro/edit", task: "edit", fields: wanImageEdit },
    { endpoint: "fal-ai/wan/v2.7/pro/text-to-image", fields: wanImageTextToImage },
  ]),
  "fal-ai/wan/v2.7": image(
    [
      { endpoint: "fal-ai/wan/v2.7/edit", task: "edit", fields: wan27imageEdit },
      { endpoint: "fal-ai/wan/v2.7/text-to-image", fields: wan27imageTextToImage },
    ],
    { price: perSecond(0.15, [{ when: { resolution: "720p" }, amount: 0.1 }]) },
  ),
  "wan/v2.6": image(
    [
      { endpoint: "wan/v2.6/image-to-image", task: "edit", fields: wan26imageImageToImage },
      { endpoint: "wan/v2.6/text-to-image", fields: wan26imageTextToImage },
    ],
    { price: perSecond(0.15, [{ when: { resolution: "720p" }, amount: 0.1 }]) },
  ),
  "fal-ai/wan-25-preview": image(
    [
      {
        endpoint: "fal-ai/wan-25-preview/image-to-image",
        task: "edit",
        fields: wan25imageImageToImage,
      },
      { endpoint: "fal-ai/wan-25-preview/text-to-image", fields: wan25imageTextToImage },
    ],
    {
      price: perSecond(0.15, [
        { when: { resolution: "480p" }, amount: 0.05 },
        { when: { resolution: "720p" }, amount: 0.1 },
      ]),
    },
  ),
  "fal-ai/wan/v2.2-a14b": image([
    {
      endpoint: "fal-ai/wan/v2.2-a14b/image-to-image",
      task: "edit",
      fields: wan22imageV22A14bImageToImage,
    },
    { endpoint: "fal-ai/wan/v2.2-a14b/text-to-image", fields: wan22imageV22A14bTextToImage },
    {
      endpoint: "fal-ai/wan/v2.2-a14b/text-to-image/lora",
      fields: wan22imageV22A14bTextToImageLora,
    },
  ]),
  "fal-ai/wan/v2.2-5b": image([
    { endpoint: "fal-ai/wan/v2.2-5b/text-to-image", fields: wan22imageV225bTextToImage },
  ]),
  "fal-ai/vidu/q2": image([
    { endpoint: "fal-ai/vidu/q2/reference-to-image", fields: viduImageReferenceToImage },
    { endpoint: "fal-ai/vidu/q2/text-to-image", fields: viduImageTextToImage },
  ]),
  "reve/2.1": image([
    { endpoint: "reve/2.1/edit", task: "edit", fields: reveEdit },
    { endpoint: "reve/2.1/remix", task: "remix", fields: reveRemix },
    { endpoint: "reve/2.1/text-to-image", fields: reveTextToImage },
  ]),
  "krea/v2/medium": image([{ endpoint: "krea/v2/medium/text-to-image", fields: kreaTextToImage }]),
  "krea/v2/medium/turbo": image([
    { endpoint: "krea/v2/medium/turbo/text-to-image", fields: kreaTextToImage },
  ]),
  "krea/v2/large": image([{ endpoint: "krea/v2/large/text-to-image", fields: kreaTextToImage }]),
};
