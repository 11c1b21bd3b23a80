import type { Model, ModelCatalogue } from "@tarash/core/provider";
import { flux2 } from "./models/flux-2.ts";
import { fluxPro } from "./models/flux-pro.ts";
import { flux } from "./models/flux.ts";
import { geminiOmni } from "./models/gemini-omni.ts";
import { gptImage } from "./models/gpt-image.ts";
import { grokImage } from "./models/grok-image.ts";
import { grok } from "./models/grok.ts";
import { hailuo } from "./models/hailuo.ts";
import { happyHorse } from "./models/happy-horse.ts";
import { ideogram } from "./models/ideogram.ts";
import { imageTools } from "./models/image-tools.ts";
import { kling } from "./models/kling.ts";
import { ltx } from "./models/ltx.ts";
import { luma } from "./models/luma.ts";
import { moreImages } from "./models/more-images.ts";
import { nanoBanana } from "./models/nano-banana.ts";
import { pixverse } from "./models/pixverse.ts";
import { qwen } from "./models/qwen.ts";
import { recraft } from "./models/recraft.ts";
import { retiredImages } from "./models/retired-images.ts";
import { retiredVideos } from "./models/retired-videos.ts";
import { seedance } from "./models/seedance.ts";
import { seedream } from "./models/seedream.ts";
import { veo } from "./models/veo.ts";
import { videoUpscalers } from "./models/video-upscalers.ts";
import { vidu } from "./models/vidu.ts";
import { wan } from "./models/wan.ts";
import { zImage } from "./models/z-image.ts";

/** Every family of fal that has a page of its own here; the catalogue knows the other endpoints. */
export const models: ModelCatalogue = {
  video: sourced({
    ...geminiOmni,
    ...grok,
    ...hailuo,
    ...happyHorse,
    ...kling,
    ...ltx,
    ...luma,
    ...pixverse,
    ...retiredVideos,
    ...seedance,
    ...veo,
    ...videoUpscalers,
    ...vidu,
    ...wan,
  }),
  image: sourced({
    ...flux2,
    ...fluxPro,
    ...flux,
    ...gptImage,
    ...grokImage,
    ...ideogram,
    ...imageTools,
    ...moreImages,
    ...nanoBanana,
    ...qwen,
    ...recraft,
    ...retiredImages,
    ...seedream,
    ...zImage,
  }),
};

/** Says of each model where its parameters come from. */
function sourced(families: Readonly<Record<string, Model>>): Record<string, Model> {
  const source = "endpoint types of fal-js, 2026-08-02";
  const entries = Object.entries(families);
  return Object.fromEntries(entries.map(([id, model]) => [id, Object.assign({ source }, model)]));
}
