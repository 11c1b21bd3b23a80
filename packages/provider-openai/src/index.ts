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

/** What OpenAI takes beside what every config has. */
export interface OpenAIConfig {
  providerConfig?: {
    /** Whose account is billed. @default the environment variable OPENAI_ORG_ID */
    organization?: string;
    /** @default the environment variable OPENAI_PROJECT_ID */
    project?: string;
  };
}

const origin = "https://api.openai.com";

function clientOf(call: Call): Promise<OpenAI> {
  const { apiKey = "", providerConfig = {} } = call.config;
  const { organization, project } = providerConfig as NonNullable<OpenAIConfig["providerConfig"]>;
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
export const openai: DefinedProvider<OpenAIModel, OpenAIConfig> = defineProvider<
  OpenAIModel,
  OpenAIConfig
>({
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
