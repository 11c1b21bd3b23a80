import { type DefinedProvider, defineProvider } from "@tarash/core/provider";
import { models, type StabilityModel } from "./models.ts";
import { images, readFailure } from "./wire.ts";

export type { StabilityModel } from "./models.ts";

/**
 * Stability AI: images, edits, control and upscaling. The key comes from `apiKey` or `STABILITY_API_KEY`. A model is
 * a generator (`stable-image-ultra`, `sd3.5-large`) or a service that works on a picture (`edit/inpaint`).
 */
export const stability: DefinedProvider<StabilityModel> = defineProvider<StabilityModel>({
  name: "stability",
  env: ["STABILITY_API_KEY"],
  hosts: ["https://api.stability.ai"],
  authorization: (key) => ({ authorization: `Bearer ${key}` }),
  models,
  operations: { image: images },
  // The API takes files; a URL is downloaded first.
  media: { accepts: ["bytes"] },
  // Stability asks that a result is not looked for more often than every ten seconds.
  minimumPollMs: 10_000,
  readFailure,
});
