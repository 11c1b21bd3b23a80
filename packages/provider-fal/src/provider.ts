import { type DefinedProvider, defineProvider, type FieldMapping } from "@tarash/core/provider";
import { readFailure } from "./failure.ts";
import {
  anyRatio,
  anyResolution,
  anySeconds,
  count,
  frame,
  generateAudio,
  imageSize,
  inputVideo,
  lastFrame,
  negativePrompt,
  optionalPrompt,
  reference,
  seed,
} from "./fields.ts";
import type { FalModel } from "./model-id.ts";
import { models } from "./models.ts";
import { verifyWebhook } from "./webhook.ts";
import { queue } from "./wire.ts";

/** The names that most endpoints use, for those that have no page here. */
const generic: Readonly<Record<"video" | "image", FieldMapping>> = {
  video: {
    prompt: optionalPrompt,
    image_url: frame,
    end_image_url: lastFrame,
    video_url: inputVideo,
    duration: anySeconds,
    aspect_ratio: anyRatio,
    resolution: anyResolution,
    generate_audio: generateAudio,
    negative_prompt: negativePrompt,
    seed,
  },
  image: {
    prompt: optionalPrompt,
    image_url: reference,
    image_size: imageSize,
    num_images: count(4),
    negative_prompt: negativePrompt,
    seed,
  },
};

/**
 * fal.ai: video and images through its queue. The key comes from `apiKey` or `FAL_KEY`. A model is a family
 * (`fal-ai/veo3.1/fast`), whose endpoint follows from the inputs, or one full endpoint, which is taken as it is.
 */
export const fal: DefinedProvider<FalModel> = defineProvider<FalModel>({
  name: "fal",
  env: ["FAL_KEY"],
  hosts: ["https://queue.fal.run", "https://fal.run", "https://rest.fal.ai"],
  authorization: (key) => ({ authorization: `Key ${key}` }),
  models,
  generic,
  operations: { video: queue, image: queue },
  readFailure,
  verifyWebhook,
});
