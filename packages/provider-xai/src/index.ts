import { type DefinedProvider, defineProvider } from "@tarash/core/provider";
import { generic, models, type XaiModel } from "./models.ts";
import { images, readFailure, videos } from "./wire.ts";

export type { XaiModel } from "./models.ts";

/**
 * xAI: Grok Imagine video (generate, edit, extend) and images (generate, edit). The key comes from `apiKey` or
 * `XAI_API_KEY`.
 */
export const xai: DefinedProvider<XaiModel> = defineProvider<XaiModel>({
  name: "xai",
  env: ["XAI_API_KEY"],
  hosts: ["https://api.x.ai"],
  authorization: (key) => ({ authorization: `Bearer ${key}` }),
  models,
  generic,
  operations: { video: videos, image: images },
  media: { accepts: ["url", "data-url"] },
  readFailure,
});
