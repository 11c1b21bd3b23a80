import type { ModelCatalogue } from "@tarash/core/provider";
import { geminiImages } from "./models/gemini-images.ts";
import { imagen } from "./models/imagen.ts";
import { omni } from "./models/omni.ts";
import { veo } from "./models/veo.ts";

/** Google's models. The endpoint of each says which of its interfaces serves it. */
export const models: ModelCatalogue = {
  video: { ...veo, ...omni },
  image: { ...geminiImages, ...imagen },
};
