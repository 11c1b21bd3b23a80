import type { ModelCatalogue } from "@tarash/core/provider";
import { flux } from "./models/flux.ts";
import { grokImage, grokVideo } from "./models/grok.ts";
import { hailuo } from "./models/hailuo.ts";
import { ideogram } from "./models/ideogram.ts";
import { imagen } from "./models/imagen.ts";
import { kling } from "./models/kling.ts";
import { lumaImages, lumaVideos } from "./models/luma.ts";
import { moreImages } from "./models/more-images.ts";
import { moreVideos } from "./models/more-videos.ts";
import { nanoBanana } from "./models/nano-banana.ts";
import { gptImage, sora } from "./models/openai.ts";
import { runwayImages, runwayVideos } from "./models/runway.ts";
import { seedance } from "./models/seedance.ts";
import { seedream } from "./models/seedream.ts";
import { imageUpscalers, videoUpscalers } from "./models/upscalers.ts";
import { veo } from "./models/veo.ts";
import { wan } from "./models/wan.ts";

/** The models of Replicate that make videos or images and have a page here; any other is called by its generic one. */
export const models: ModelCatalogue = {
  video: {
    ...grokVideo,
    ...hailuo,
    ...kling,
    ...lumaVideos,
    ...moreVideos,
    ...sora,
    ...runwayVideos,
    ...seedance,
    ...videoUpscalers,
    ...veo,
    ...wan,
  },
  image: {
    ...flux,
    ...grokImage,
    ...ideogram,
    ...imagen,
    ...lumaImages,
    ...moreImages,
    ...nanoBanana,
    ...gptImage,
    ...runwayImages,
    ...seedream,
    ...imageUpscalers,
  },
};
