import { image, type Model } from "@tarash/core/provider";
import { perImage, synced } from "../facts.ts";
import {
  anyCustomRatio,
  anyJpgFormat,
  anyRatio,
  anySizeUnlessPixels,
  choice,
  count,
  customRatio,
  flag,
  format,
  guidanceWithin,
  prompt,
  ratio,
  reference,
  references,
  required,
  seed,
  side,
  sizeUnlessPixels,
  steps,
  wholeWithin,
} from "../fields.ts";

const megapixels = ["match_input_image", "0.5 MP", "1 MP", "2 MP", "4 MP"];

const ratios = [
  "match_input_image",
  "1:1",
  "16:9",
  "3:2",
  "2:3",
  "4:5",
  "5:4",
  "9:16",
  "3:4",
  "4:3",
];

const fluxShared = {
  seed,
  prompt,
};

const flux11Pro = {
  ...fluxShared,
  width: side("width", 256, 1440),
  height: side("height", 256, 1440),
  aspect_ratio: customRatio(["1:1", "16:9", "3:2", "2:3", "4:5", "5:4", "9:16", "3:4", "4:3"]),
  image_prompt: reference,
  output_format: format(["webp", "jpg", "png"]),
  output_quality: wholeWithin(0, 100),
  safety_tolerance: wholeWithin(1, 6),
  prompt_upsampling: flag,
};

const flux2Dev = {
  ...fluxShared,
  width: side("width", 256, 1440),
  height: side("height", 256, 1440),
  go_fast: flag,
  aspect_ratio: customRatio(ratios),
  output_format: format(["webp", "jpg", "png"]),
  output_quality: wholeWithin(0, 100),
  disable_safety_checker: flag,
};

const flux2Flex = {
  ...fluxShared,
  steps: steps(1, 50),
  width: side("width", 256, 2048, megapixels),
  height: side("height", 256, 2048, megapixels),
  guidance: guidanceWithin(1.5, 10),
  resolution: sizeUnlessPixels(megapixels),
  aspect_ratio: customRatio(ratios),
  output_format: format(["webp", "jpg", "png"]),
  output_quality: wholeWithin(0, 100),
  safety_tolerance: wholeWithin(1, 5),
  prompt_upsampling: flag,
};

const flux2Max = {
  ...fluxShared,
  width: side("width", 256, 2048, "any"),
  height: side("height", 256, 2048, "any"),
  resolution: anySizeUnlessPixels,
  aspect_ratio: anyCustomRatio,
  output_format: anyJpgFormat,
  output_quality: wholeWithin(0, 100),
  safety_tolerance: wholeWithin(1, 5),
};

const flux2Pro = {
  ...flux2Max,
  width: side("width", 256, 2048, megapixels),
  height: side("height", 256, 2048, megapixels),
  resolution: sizeUnlessPixels(megapixels),
  aspect_ratio: customRatio(ratios),
  output_format: format(["webp", "jpg", "png"]),
};

const fluxKontextMax = {
  ...fluxShared,
  aspect_ratio: anyRatio,
  output_format: anyJpgFormat,
  safety_tolerance: wholeWithin(0, 6),
  prompt_upsampling: flag,
};

const fluxKontextPro = {
  ...fluxKontextMax,
  aspect_ratio: ratio([
    "match_input_image",
    "1:1",
    "16:9",
    "9:16",
    "4:3",
    "3:4",
    "3:2",
    "2:3",
    "4:5",
    "5:4",
    "21:9",
    "9:21",
    "2:1",
    "1:2",
  ]),
  output_format: format(["jpg", "png"]),
};

const fluxSchnell = {
  ...fluxShared,
  go_fast: flag,
  megapixels: choice(["1", "0.25"]),
  num_outputs: count(4),
  aspect_ratio: ratio([
    "1:1",
    "16:9",
    "21:9",
    "3:2",
    "2:3",
    "4:5",
    "5:4",
    "3:4",
    "4:3",
    "9:16",
    "9:21",
  ]),
  output_format: format(["webp", "jpg", "png"]),
  output_quality: wholeWithin(0, 100),
  num_inference_steps: steps(1, 4),
  disable_safety_checker: flag,
};

const flux2DevEdit = {
  ...flux2Dev,
  input_images: required(references),
};

const flux2FlexEdit = {
  ...flux2Flex,
  input_images: required(references),
};

const flux2MaxEdit = {
  ...flux2Max,
  input_images: required(references),
};

const flux2ProEdit = {
  ...flux2Pro,
  input_images: required(references),
};

const fluxKontextMaxEdit = {
  ...fluxKontextMax,
  input_image: required(reference),
};

const fluxKontextProEdit = {
  ...fluxKontextPro,
  input_image: required(reference),
};

export const flux: Readonly<Record<string, Model>> = {
  "black-forest-labs/flux-1.1-pro": image(flux11Pro, { source: synced, price: perImage(0.04) }),
  "black-forest-labs/flux-2-dev": image(
    [{ task: "edit", fields: flux2DevEdit }, { fields: flux2Dev }],
    { source: synced },
  ),
  "black-forest-labs/flux-2-flex": image(
    [{ task: "edit", fields: flux2FlexEdit }, { fields: flux2Flex }],
    { source: synced },
  ),
  "black-forest-labs/flux-2-max": image(
    [{ task: "edit", fields: flux2MaxEdit }, { fields: flux2Max }],
    { source: synced },
  ),
  "black-forest-labs/flux-2-pro": image(
    [{ task: "edit", fields: flux2ProEdit }, { fields: flux2Pro }],
    { source: synced },
  ),
  "black-forest-labs/flux-kontext-max": image(
    [{ task: "edit", fields: fluxKontextMaxEdit }, { fields: fluxKontextMax }],
    { source: synced, price: perImage(0.08) },
  ),
  "black-forest-labs/flux-kontext-pro": image(
    [{ task: "edit", fields: fluxKontextProEdit }, { fields: fluxKontextPro }],
    { source: synced, price: perImage(0.04) },
  ),
  "black-forest-labs/flux-schnell": image(fluxSchnell, { source: synced }),
};
