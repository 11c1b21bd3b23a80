import { image, type Model } from "@tarash/core/provider";
import { perImage, synced } from "../facts.ts";
import {
  anyRatio,
  choice,
  flag,
  format,
  prompt,
  promptUpTo,
  ratio,
  references,
  required,
  side,
  sizeName,
  sizeOrCustom,
  wholeWithin,
} from "../fields.ts";

const ratios = ["match_input_image", "1:1", "4:3", "3:4", "16:9", "9:16", "3:2", "2:3", "21:9"];

const seedream45 = {
  size: sizeOrCustom(["2K", "4K"]),
  width: side("width", 1024, 4096, ["2K", "4K", "custom"]),
  height: side("height", 1024, 4096, ["2K", "4K", "custom"]),
  prompt: promptUpTo(4000),
  max_images: wholeWithin(1, 15),
  aspect_ratio: ratio(ratios),
  disable_safety_checker: flag,
  sequential_image_generation: choice(["disabled", "auto"]),
};

const seedream4 = {
  size: sizeOrCustom(["1K", "2K", "4K"]),
  width: side("width", 1024, 4096, ["1K", "2K", "4K", "custom"]),
  height: side("height", 1024, 4096, ["1K", "2K", "4K", "custom"]),
  prompt,
  max_images: wholeWithin(1, 15),
  aspect_ratio: ratio(ratios),
  enhance_prompt: flag,
  sequential_image_generation: choice(["disabled", "auto"]),
};

const seedream5Lite = {
  size: sizeName(["2K", "3K"]),
  prompt,
  max_images: wholeWithin(1, 15),
  aspect_ratio: anyRatio,
  output_format: format(["png", "jpeg"]),
  sequential_image_generation: choice(["disabled", "auto"]),
};

const seedream5Pro = {
  size: sizeName(["1K", "2K"]),
  prompt: promptUpTo(4000),
  aspect_ratio: ratio([
    "match_input_image",
    "1:1",
    "16:9",
    "9:16",
    "4:3",
    "3:4",
    "3:2",
    "2:3",
    "21:9",
  ]),
  output_format: format(["png", "jpeg", "jpg"]),
};

const seedream45Edit = {
  ...seedream45,
  image_input: required(references),
};

const seedream4Edit = {
  ...seedream4,
  image_input: required(references),
};

const seedream5LiteEdit = {
  ...seedream5Lite,
  image_input: required(references),
};

const seedream5ProEdit = {
  ...seedream5Pro,
  image_input: required(references),
};

export const seedream: Readonly<Record<string, Model>> = {
  "bytedance/seedream-4.5": image(
    [{ task: "edit", fields: seedream45Edit }, { fields: seedream45 }],
    { source: synced, price: perImage(0.04) },
  ),
  "bytedance/seedream-4": image([{ task: "edit", fields: seedream4Edit }, { fields: seedream4 }], {
    source: synced,
    price: perImage(0.03),
  }),
  "bytedance/seedream-5-lite": image(
    [{ task: "edit", fields: seedream5LiteEdit }, { fields: seedream5Lite }],
    { source: synced, price: perImage(0.035) },
  ),
  "bytedance/seedream-5-pro": image(
    [{ task: "edit", fields: seedream5ProEdit }, { fields: seedream5Pro }],
    { source: synced, price: perImage(0.035) },
  ),
};
