import { type Call, type DefinedProvider, defineProvider } from "@tarash/core/provider";
import type { OpenAI } from "openai";
import { readFailure, toError } from "./failure.ts";
import { imageAdapter } from "./images.ts";
import { generic, models, type OpenAIModel } from "./models.ts";
import { videoAdapter } from "./videos.ts";
import { clientOptions } from "./wire.ts";

export { readFailure, toError } from "./failure.ts";
export { imageAdapter } from "./images.ts";
export { generic, models, type OpenAIModel } from "./models.ts";
export { videoAdapter } from "./videos.ts";
export { type ClientOf, clientOptions } from "./wire.ts";

const origin = "https://api.openai.com";

function clientOf(call: Call): Promise<OpenAI> {
  const { apiKey = "", providerConfig = {} } = call.config;
  const { organization, project } = providerConfig as { organization?: string; project?: string };
  return call.client(async (fetch) => {
    const { OpenAI } = await import("openai");
    return new OpenAI({
      ...clientOptions(fetch),
      apiKey,
      baseURL: `${origin}/v1`,
      ...(organization === undefined ? {} : { organization }),
      ...(project === undefined ? {} : { project }),
    });
  });
}

/**
 * OpenAI: images, generated and edited, and Sora video where a gateway still serves it (`baseUrl`, `allowRetired`).
 * The key comes from `apiKey` or `OPENAI_API_KEY`. `providerConfig` takes `organization` and `project`.
 */
export const openai: DefinedProvider<OpenAIModel> = defineProvider<OpenAIModel>({
  name: "openai",
  env: ["OPENAI_API_KEY"],
  hosts: [origin],
  authorization: (key) => ({ authorization: `Bearer ${key}` }),
  models,
  generic,
  operations: { image: imageAdapter(clientOf), video: videoAdapter(clientOf) },
  media: { accepts: ["bytes"] },
  readFailure,
  toError,
});
