import type { Model } from "@tarash/core/provider";
import {
  choice,
  count,
  flag,
  format,
  guidance,
  image,
  jpgFormat,
  list,
  mask,
  negativePrompt,
  number,
  optionalPrompt,
  prompt,
  ratio,
  reference,
  required,
  scale,
  seed,
  steps,
  strength,
  text,
} from "../fields.ts";

const upscaleClarityUpscaler = {
  prompt: optionalPrompt,
  image_url: required(reference),
  negative_prompt: negativePrompt,
  seed,
  creativity: number,
  enable_safety_checker: flag,
  guidance_scale: guidance,
  num_inference_steps: steps,
  resemblance: number,
  upscale_factor: scale,
};

const upscaleAuraSr = {
  image_url: required(reference),
  checkpoint: choice(["v1", "v2"]),
  overlapping_tiles: flag,
  upscale_factor: scale,
};

const upscaleEsrgan = {
  image_url: required(reference),
  face: flag,
  model: choice([
    "RealESRGAN_x4plus",
    "RealESRGAN_x2plus",
    "RealESRGAN_x4plus_anime_6B",
    "RealESRGAN_x4_v3",
    "RealESRGAN_x4_wdn_v3",
    "RealESRGAN_x4_anime_v3",
  ]),
  output_format: format(["png", "jpeg"]),
  scale,
  tile: number,
};

const upscaleCcsr = {
  image_url: required(reference),
  seed,
  color_fix_type: choice(["none", "wavelet", "adain"]),
  scale,
  steps,
  t_max: number,
  t_min: number,
  tile_diffusion: choice(["none", "mix", "gaussian"]),
  tile_diffusion_size: number,
  tile_diffusion_stride: number,
  tile_vae: flag,
  tile_vae_decoder_size: number,
  tile_vae_encoder_size: number,
};

const upscaleImageBase = {
  image_url: required(reference),
  seed,
  noise_scale: number,
  output_format: jpgFormat,
  sync_mode: flag,
  target_resolution: choice(["720p", "1080p", "1440p", "2160p"]),
  upscale_factor: scale,
  upscale_mode: choice(["target", "factor"]),
};

const upscaleImageSeamless = {
  image_url: required(reference),
  seed,
  enable_safety_checker: flag,
  noise_scale: number,
  output_format: format(["png", "jpeg", "webp"]),
  sync_mode: flag,
  target_resolution: choice(["720p", "1080p", "1440p", "2160p"]),
  upscale_factor: scale,
  upscale_mode: choice(["target", "factor"]),
};

const upscaleImage = {
  prompt: optionalPrompt,
  image_url: required(reference),
  autoprompt: flag,
  creativity: number,
  crop_to_fill: flag,
  denoise: number,
  detail: number,
  enhancement_strength: choice(["low", "medium", "high"]),
  face_enhancement: flag,
  face_enhancement_creativity: number,
  face_enhancement_strength: number,
  fix_compression: number,
  model: choice([
    "Standard V2",
    "High Fidelity V2",
    "Low Resolution V2",
    "CGI",
    "Text Refine",
    "Wonder 3",
    "Wonder",
    "Standard MAX",
    "Redefine",
    "Recovery V2",
    "Recovery",
  ]),
  output_format: format(["jpeg", "png"]),
  sharpen: number,
  strength,
  subject_detection: choice(["All", "Foreground", "Background"]),
  texture: number,
  upscale_factor: scale,
};

const upscaleCreative = {
  image_url: reference,
  seed,
  preserve_alpha: flag,
  sync_mode: flag,
};

const backgroundBirefnet = {
  image_url: required(reference),
  model: choice(["General Use (Light)", "General Use (Heavy)", "Portrait"]),
  operating_resolution: choice(["1024x1024", "2048x2048"]),
  output_format: format(["webp", "png", "gif"]),
  output_mask: flag,
  refine_foreground: flag,
  sync_mode: flag,
};

const backgroundV2 = {
  image_url: required(reference),
  mask_only: flag,
  model: choice([
    "General Use (Light)",
    "General Use (Light 2K)",
    "General Use (Heavy)",
    "Matting",
    "Portrait",
    "General Use (Dynamic)",
  ]),
  operating_resolution: choice(["1024x1024", "2048x2048", "2304x2304"]),
  output_format: format(["webp", "png", "gif"]),
  output_mask: flag,
  refine_foreground: flag,
  sync_mode: flag,
};

const backgroundRembg = {
  image_url: required(reference),
  crop_to_bbox: flag,
  sync_mode: flag,
};

const backgroundRemove = {
  image_url: required(reference),
  sync_mode: flag,
};

const briaReplace = {
  prompt: optionalPrompt,
  image_url: required(reference),
  num_images: count(4),
  negative_prompt: negativePrompt,
  seed,
  fast: flag,
  ref_image_url: text,
  refine_prompt: flag,
  sync_mode: flag,
};

const briaEraser = {
  image_url: required(reference),
  mask_url: required(mask),
  mask_type: choice(["manual", "automatic"]),
  preserve_alpha: flag,
  sync_mode: flag,
};

const briaGenfill = {
  prompt,
  image_url: required(reference),
  mask_url: required(mask),
  num_images: count(4),
  negative_prompt: negativePrompt,
  seed,
  sync_mode: flag,
};

const briaExpand = {
  prompt: optionalPrompt,
  image_url: required(reference),
  aspect_ratio: ratio(["1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9"]),
  negative_prompt: negativePrompt,
  seed,
  canvas_size: required(list),
  original_image_location: list,
  original_image_size: list,
  sync_mode: flag,
};

/** Upscaling, background removal and repair of images on fal. */
export const imageTools: Readonly<Record<string, Model>> = {
  "fal-ai/clarity-upscaler": image([
    { endpoint: "fal-ai/clarity-upscaler", task: "upscale", fields: upscaleClarityUpscaler },
  ]),
  "fal-ai/aura-sr": image([{ endpoint: "fal-ai/aura-sr", task: "upscale", fields: upscaleAuraSr }]),
  "fal-ai/esrgan": image([{ endpoint: "fal-ai/esrgan", task: "upscale", fields: upscaleEsrgan }]),
  "fal-ai/ccsr": image([{ endpoint: "fal-ai/ccsr", task: "upscale", fields: upscaleCcsr }]),
  "fal-ai/seedvr/upscale/image": image([
    { endpoint: "fal-ai/seedvr/upscale/image", task: "upscale", fields: upscaleImageBase },
    {
      endpoint: "fal-ai/seedvr/upscale/image/seamless",
      task: "upscale",
      fields: upscaleImageSeamless,
    },
  ]),
  "fal-ai/topaz/upscale/image": image([
    { endpoint: "fal-ai/topaz/upscale/image", task: "upscale", fields: upscaleImage },
  ]),
  "bria/upscale/creative": image([
    { endpoint: "bria/upscale/creative", task: "upscale", fields: upscaleCreative },
  ]),
  "fal-ai/birefnet": image([
    { endpoint: "fal-ai/birefnet", task: "remove-background", fields: backgroundBirefnet },
  ]),
  "fal-ai/birefnet/v2": image([
    { endpoint: "fal-ai/birefnet/v2", task: "remove-background", fields: backgroundV2 },
  ]),
  "fal-ai/imageutils/rembg": image([
    { endpoint: "fal-ai/imageutils/rembg", task: "remove-background", fields: backgroundRembg },
  ]),
  "fal-ai/bria/background/remove": image([
    {
      endpoint: "fal-ai/bria/background/remove",
      task: "remove-background",
      fields: backgroundRemove,
    },
  ]),
  "fal-ai/bria/background/replace": image([
    { endpoint: "fal-ai/bria/background/replace", task: "edit", fields: briaReplace },
  ]),
  "fal-ai/bria/eraser": image([
    { endpoint: "fal-ai/bria/eraser", task: "inpaint", fields: briaEraser },
  ]),
  "fal-ai/bria/genfill": image([
    { endpoint: "fal-ai/bria/genfill", task: "inpaint", fields: briaGenfill },
  ]),
  "fal-ai/bria/expand": image([
    { endpoint: "fal-ai/bria/expand", task: "outpaint", fields: briaExpand },
  ]),
};
