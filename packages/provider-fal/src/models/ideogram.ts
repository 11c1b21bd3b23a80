import type { Model } from "@tarash/core/provider";
import {
  assets,
  choice,
  count,
  flag,
  format,
  image,
  imageSize,
  imageSizeWith,
  list,
  mask,
  negativePrompt,
  number,
  object,
  optionalPrompt,
  prompt,
  quality,
  ratio,
  reference,
  references,
  required,
  seed,
  strength,
  style,
  styles,
} from "../fields.ts";

const stylePresetNames = [
  "80S_ILLUSTRATION",
  "90S_NOSTALGIA",
  "ABSTRACT_ORGANIC",
  "ANALOG_NOSTALGIA",
  "ART_BRUT",
  "ART_DECO",
  "ART_POSTER",
  "AURA",
  "AVANT_GARDE",
  "BAUHAUS",
  "BLUEPRINT",
  "BLURRY_MOTION",
  "BRIGHT_ART",
  "C4D_CARTOON",
  "CHILDRENS_BOOK",
  "COLLAGE",
  "COLORING_BOOK_I",
  "COLORING_BOOK_II",
  "CUBISM",
  "DARK_AURA",
  "DOODLE",
  "DOUBLE_EXPOSURE",
  "DRAMATIC_CINEMA",
  "EDITORIAL",
  "EMOTIONAL_MINIMAL",
  "ETHEREAL_PARTY",
  "EXPIRED_FILM",
  "FLAT_ART",
  "FLAT_VECTOR",
  "FOREST_REVERIE",
  "GEO_MINIMALIST",
  "GLASS_PRISM",
  "GOLDEN_HOUR",
  "GRAFFITI_I",
  "GRAFFITI_II",
  "HALFTONE_PRINT",
  "HIGH_CONTRAST",
  "HIPPIE_ERA",
  "ICONIC",
  "JAPANDI_FUSION",
  "JAZZY",
  "LONG_EXPOSURE",
  "MAGAZINE_EDITORIAL",
  "MINIMAL_ILLUSTRATION",
  "MIXED_MEDIA",
  "MONOCHROME",
  "NIGHTLIFE",
  "OIL_PAINTING",
  "OLD_CARTOONS",
  "PAINT_GESTURE",
  "POP_ART",
  "RETRO_ETCHING",
  "RIVIERA_POP",
  "SPOTLIGHT_80S",
  "STYLIZED_RED",
  "SURREAL_COLLAGE",
  "TRAVEL_POSTER",
  "VINTAGE_GEO",
  "VINTAGE_POSTER",
  "WATERCOLOR",
  "WEIRD",
  "WOODBLOCK_PRINT",
];

const ideogram2 = {
  prompt,
  seed,
  expand_prompt: flag,
  style: style(["auto", "general", "realistic", "design", "render_3D", "anime"]),
  sync_mode: flag,
};

const ideogram2V2Edit = {
  ...ideogram2,
  image_url: required(reference),
  mask_url: required(mask),
};

const ideogram2Remix = {
  ...ideogram2,
  image_url: required(reference),
  aspect_ratio: ratio([
    "10:16",
    "16:10",
    "9:16",
    "16:9",
    "4:3",
    "3:4",
    "1:1",
    "1:3",
    "3:1",
    "3:2",
    "2:3",
  ]),
  strength,
};

const ideogram2V2Base = {
  ...ideogram2,
  aspect_ratio: ratio([
    "10:16",
    "16:10",
    "9:16",
    "16:9",
    "4:3",
    "3:4",
    "1:1",
    "1:3",
    "3:1",
    "3:2",
    "2:3",
  ]),
  negative_prompt: negativePrompt,
};

const ideogram2V2aBase = {
  ...ideogram2,
  aspect_ratio: ratio([
    "10:16",
    "16:10",
    "9:16",
    "16:9",
    "4:3",
    "3:4",
    "1:1",
    "1:3",
    "3:1",
    "3:2",
    "2:3",
  ]),
};

const ideogram3 = {
  num_images: count(4),
  seed,
  rendering_speed: quality(["TURBO", "BALANCED", "QUALITY"]),
  sync_mode: flag,
};

const ideogram3Edit = {
  ...ideogram3,
  prompt,
  image_url: required(reference),
  image_urls: styles,
  mask_url: required(mask),
  color_palette: object,
  expand_prompt: flag,
  style_codes: list,
  style_preset: choice(stylePresetNames),
};

const ideogram3Remix = {
  ...ideogram3,
  prompt,
  image_url: required(reference),
  image_urls: styles,
  image_size: imageSize,
  negative_prompt: negativePrompt,
  color_palette: object,
  expand_prompt: flag,
  strength,
  style: style(["AUTO", "GENERAL", "REALISTIC", "DESIGN"]),
  style_codes: list,
};

const ideogram3Reframe = {
  ...ideogram3,
  image_url: required(reference),
  image_urls: styles,
  image_size: required(imageSize),
  color_palette: object,
  style: style(["AUTO", "GENERAL", "REALISTIC", "DESIGN"]),
  style_codes: list,
  style_preset: choice(stylePresetNames),
};

const ideogram3ReplaceBackground = {
  ...ideogram3,
  prompt,
  image_url: required(reference),
  image_urls: styles,
  color_palette: object,
  expand_prompt: flag,
  style: style(["AUTO", "GENERAL", "REALISTIC", "DESIGN"]),
  style_codes: list,
  style_preset: choice(stylePresetNames),
};

const ideogram3Base = {
  ...ideogram3,
  prompt,
  image_urls: styles,
  image_size: imageSize,
  negative_prompt: negativePrompt,
  color_palette: object,
  expand_prompt: flag,
  style: style(["AUTO", "GENERAL", "REALISTIC", "DESIGN"]),
  style_codes: list,
  style_preset: choice(stylePresetNames),
};

const ideogram3GenerateTransparent = {
  ...ideogram3,
  prompt,
  aspect_ratio: ratio([
    "1:3",
    "3:1",
    "1:2",
    "2:1",
    "9:16",
    "16:9",
    "10:16",
    "16:10",
    "2:3",
    "3:2",
    "3:4",
    "4:3",
    "4:5",
    "5:4",
    "1:1",
  ]),
  negative_prompt: negativePrompt,
  expand_prompt: flag,
};

const character = {
  prompt,
  image_urls: styles,
  num_images: count(4),
  seed,
  color_palette: object,
  expand_prompt: flag,
  reference_mask_urls: list,
  rendering_speed: quality(["TURBO", "BALANCED", "QUALITY"]),
  style_codes: list,
  sync_mode: flag,
};

const characterEdit = {
  ...character,
  image_url: required(reference),
  reference_image_urls: required(assets),
  mask_url: required(mask),
};

const characterRemix = {
  ...character,
  image_url: required(reference),
  reference_image_urls: required(assets),
  image_size: imageSize,
  negative_prompt: negativePrompt,
  strength,
  style: style(["AUTO", "REALISTIC", "FICTION"]),
};

const characterBase = {
  ...character,
  reference_image_urls: required(references),
  image_size: imageSize,
  negative_prompt: negativePrompt,
  style: style(["AUTO", "REALISTIC", "FICTION"]),
};

const ideogramToolsUpscale = {
  prompt: optionalPrompt,
  image_url: required(reference),
  seed,
  detail: number,
  expand_prompt: flag,
  resemblance: number,
  sync_mode: flag,
};

const ideogramToolsRemoveBackground = {
  image_url: required(reference),
  sync_mode: flag,
};

const ideogramToolsObjectRemoval = {
  image_url: required(reference),
  mask_url: required(mask),
  sync_mode: flag,
};

const ideogram4 = {
  prompt,
  num_images: count(4),
  seed,
  enable_safety_checker: flag,
  output_format: format(["jpeg", "png"]),
  sync_mode: flag,
};

const ideogram4V4ImageToImage = {
  ...ideogram4,
  image_url: required(reference),
  image_size: imageSizeWith(["auto"]),
  acceleration: choice(["none", "low", "regular", "high"]),
  expansion_model: choice(["None", "Medium", "Large"]),
  rendering_speed: quality(["TURBO", "BALANCED", "QUALITY"]),
  strength,
};

const ideogram4V4ImageToImageLora = {
  ...ideogram4,
  image_url: required(reference),
  image_size: imageSizeWith(["auto"]),
  acceleration: choice(["none", "low", "regular", "high"]),
  expansion_model: choice(["None", "Medium", "Large"]),
  loras: list,
  rendering_speed: quality(["TURBO", "BALANCED", "QUALITY"]),
  strength,
};

const ideogram4V4Base = {
  ...ideogram4,
  image_size: imageSize,
  acceleration: choice(["none", "low", "regular", "high"]),
  expansion_model: choice(["None", "Medium", "Large"]),
  rendering_speed: quality(["TURBO", "BALANCED", "QUALITY"]),
};

const ideogram4V4Lora = {
  ...ideogram4,
  image_size: imageSize,
  acceleration: choice(["none", "low", "regular", "high"]),
  expansion_model: choice(["None", "Medium", "Large"]),
  loras: list,
  rendering_speed: quality(["TURBO", "BALANCED", "QUALITY"]),
};

const ideogram4V4Tiling = {
  ...ideogram4,
  image_url: reference,
  mask_url: mask,
  image_size: imageSize,
  acceleration: choice(["none", "low", "regular", "high"]),
  expansion_model: choice(["None", "Medium", "Large"]),
  rendering_speed: quality(["TURBO", "BALANCED", "QUALITY"]),
  strength,
  tiling_mode: choice(["both", "horizontal", "vertical"]),
};

const ideogram4V4TilingLora = {
  ...ideogram4,
  image_url: reference,
  mask_url: mask,
  image_size: imageSize,
  acceleration: choice(["none", "low", "regular", "high"]),
  expansion_model: choice(["None", "Medium", "Large"]),
  loras: list,
  rendering_speed: quality(["TURBO", "BALANCED", "QUALITY"]),
  strength,
  tiling_mode: choice(["both", "horizontal", "vertical"]),
};

const ideogram4Fast = {
  ...ideogram4,
  image_size: imageSize,
  expansion_model: choice(["None", "Medium"]),
  rendering_speed: quality(["TURBO", "BALANCED", "QUALITY"]),
};

const ideogram4Instant = {
  ...ideogram4,
  image_size: imageSize,
  expansion_model: choice(["None", "Medium"]),
};

/** Ideogram 2 to 4 on fal. */
export const ideogram: Readonly<Record<string, Model>> = {
  "fal-ai/ideogram/v2": image([
    { endpoint: "fal-ai/ideogram/v2/edit", task: "inpaint", fields: ideogram2V2Edit },
    { endpoint: "fal-ai/ideogram/v2/remix", task: "remix", fields: ideogram2Remix },
    { endpoint: "fal-ai/ideogram/v2", fields: ideogram2V2Base },
  ]),
  "fal-ai/ideogram/v2/turbo": image([
    { endpoint: "fal-ai/ideogram/v2/turbo/edit", task: "inpaint", fields: ideogram2V2Edit },
    { endpoint: "fal-ai/ideogram/v2/turbo/remix", task: "remix", fields: ideogram2Remix },
    { endpoint: "fal-ai/ideogram/v2/turbo", fields: ideogram2V2Base },
  ]),
  "fal-ai/ideogram/v2a": image([
    { endpoint: "fal-ai/ideogram/v2a/remix", task: "remix", fields: ideogram2Remix },
    { endpoint: "fal-ai/ideogram/v2a", fields: ideogram2V2aBase },
  ]),
  "fal-ai/ideogram/v2a/turbo": image([
    { endpoint: "fal-ai/ideogram/v2a/turbo/remix", task: "remix", fields: ideogram2Remix },
    { endpoint: "fal-ai/ideogram/v2a/turbo", fields: ideogram2V2aBase },
  ]),
  "fal-ai/ideogram/v3": image([
    { endpoint: "fal-ai/ideogram/v3/edit", task: "inpaint", fields: ideogram3Edit },
    { endpoint: "fal-ai/ideogram/v3/remix", task: "remix", fields: ideogram3Remix },
    { endpoint: "fal-ai/ideogram/v3/reframe", task: "reframe", fields: ideogram3Reframe },
    {
      endpoint: "fal-ai/ideogram/v3/replace-background",
      task: "edit",
      fields: ideogram3ReplaceBackground,
    },
    { endpoint: "fal-ai/ideogram/v3", fields: ideogram3Base },
    { endpoint: "fal-ai/ideogram/v3/generate-transparent", fields: ideogram3GenerateTransparent },
  ]),
  "fal-ai/ideogram/character": image([
    { endpoint: "fal-ai/ideogram/character/edit", task: "inpaint", fields: characterEdit },
    { endpoint: "fal-ai/ideogram/character/remix", task: "remix", fields: characterRemix },
    { endpoint: "fal-ai/ideogram/character", fields: characterBase },
  ]),
  "fal-ai/ideogram/upscale": image([
    { endpoint: "fal-ai/ideogram/upscale", task: "upscale", fields: ideogramToolsUpscale },
  ]),
  "fal-ai/ideogram/remove-background": image([
    {
      endpoint: "fal-ai/ideogram/remove-background",
      task: "remove-background",
      fields: ideogramToolsRemoveBackground,
    },
  ]),
  "fal-ai/ideogram/object-removal": image([
    {
      endpoint: "fal-ai/ideogram/object-removal",
      task: "inpaint",
      fields: ideogramToolsObjectRemoval,
    },
  ]),
  "ideogram/v4": image([
    { endpoint: "ideogram/v4/image-to-image", task: "edit", fields: ideogram4V4ImageToImage },
    {
      endpoint: "ideogram/v4/image-to-image/lora",
      task: "edit",
      fields: ideogram4V4ImageToImageLora,
    },
    { endpoint: "ideogram/v4", fields: ideogram4V4Base },
    { endpoint: "ideogram/v4/lora", fields: ideogram4V4Lora },
    { endpoint: "ideogram/v4/tiling", fields: ideogram4V4Tiling },
    { endpoint: "ideogram/v4/tiling/lora", fields: ideogram4V4TilingLora },
  ]),
  "ideogram/v4/fast": image(ideogram4Fast),
  "ideogram/v4/instant": image(ideogram4Instant),
};
