import { type DefinedProvider, defineProvider } from "@tarash/core/provider";
import { readFailure } from "./failure.ts";
import { models } from "./models.ts";
import { generations, readWebhook } from "./wire.ts";

/** The models that editors offer. */
export type LumaModel =
  | "ray-2"
  | "ray-3.2"
  | "ray-flash-2"
  | "photon-1"
  | "photon-flash-1"
  | "uni-1"
  | "uni-1-max";

/**
 * Luma: video and images. Ray 2 and Photon are made by the Dream Machine API, Ray 3.2 and Uni by the Agents API.
 * The key comes from `apiKey`, `LUMAAI_API_KEY`, `LUMA_API_KEY` or `LUMA_AGENTS_API_KEY`; each API takes only its own.
 */
export const luma: DefinedProvider<LumaModel> = defineProvider<LumaModel>({
  name: "luma",
  env: ["LUMAAI_API_KEY", "LUMA_API_KEY", "LUMA_AGENTS_API_KEY"],
  hosts: ["https://api.lumalabs.ai", "https://agents.lumalabs.ai"],
  authorization: (key) => ({ authorization: `Bearer ${key}` }),
  models,
  operations: { video: generations, image: generations },
  media: { accepts: ["url"] },
  readFailure,
  readWebhook,
});
