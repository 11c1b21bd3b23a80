import {
  type DefinedProvider,
  defineProvider,
  type FieldMapping,
  passthroughField,
} from "@tarash/core/provider";
import { readFailure } from "./failure.ts";
import {
  anyRatio,
  anySeconds,
  frame,
  negativePrompt,
  optionalPrompt,
  reference,
  seed,
} from "./fields.ts";
import type { ReplicateModel } from "./model-id.ts";
import { models } from "./models.ts";
import { verifyWebhook } from "./webhook.ts";
import { predictions } from "./wire.ts";

export type { ReplicateModel } from "./model-id.ts";

/** The names that most models use, for deployments and for models that have no page here. */
const generic: Readonly<Record<"video" | "image", FieldMapping>> = {
  video: {
    prompt: optionalPrompt,
    image: frame,
    duration: anySeconds,
    aspect_ratio: anyRatio,
    resolution: passthroughField("resolution"),
    negative_prompt: negativePrompt,
    seed,
  },
  image: {
    prompt: optionalPrompt,
    image: reference,
    aspect_ratio: anyRatio,
    negative_prompt: negativePrompt,
    seed,
  },
};

/**
 * Replicate: video and images through its predictions. The key comes from `apiKey` or `REPLICATE_API_TOKEN`. A model
 * is `owner/name`, one of its versions `owner/name:version`, or a deployment `deployments/owner/name`.
 */
export const replicate: DefinedProvider<ReplicateModel> = defineProvider<ReplicateModel>({
  name: "replicate",
  env: ["REPLICATE_API_TOKEN"],
  hosts: ["https://api.replicate.com"],
  authorization: (key) => ({ authorization: `Bearer ${key}` }),
  models,
  generic,
  operations: { video: predictions, image: predictions },
  media: { accepts: ["url", "upload"] },
  readFailure,
  verifyWebhook,
});
