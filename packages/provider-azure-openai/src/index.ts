import {
  type DefinedProvider,
  defineProvider,
  type ResolvedConfig,
  ValidationError,
} from "@tarash/core/provider";
import { generic, imageAdapter, readFailure, toError, videoAdapter } from "@tarash/provider-openai";
import { placeholder } from "./endpoint.ts";
import { type AzureOpenAIModel, models } from "./models.ts";
import { clientOf, type TokenProvider, tokenProviderOf } from "./wire.ts";

export type { AzureOpenAIModel } from "./models.ts";
export type { TokenProvider } from "./wire.ts";

/** What Azure wants beside what every config has. */
export interface AzureOpenAIConfig {
  providerConfig?: {
    /** The model that is deployed, where the deployment has a name of its own. */
    model?: AzureOpenAIModel;
    /** Takes the place of the key: Entra ID. Videos then come as bytes, since a URL would need a token as well. */
    tokenProvider?: TokenProvider;
  };
}

function modelOf({ model, providerConfig = {}, providerName: provider }: ResolvedConfig): string {
  const { model: deployed } = providerConfig as { model?: string };
  if (deployed === undefined) return model;
  const known = Object.values(models).flatMap((pages) => Object.keys(pages));
  if (known.includes(deployed)) return deployed;
  throw new ValidationError(
    `${provider} ${model}: providerConfig.model must be one of ${known.join(", ")} (got ${JSON.stringify(deployed)})`,
    { provider, model },
  );
}

/**
 * Azure OpenAI: images and video through your own deployments. `model` is the deployment's name, `baseUrl` the
 * resource's endpoint (required). The key comes from `apiKey` or `AZURE_OPENAI_API_KEY`, or else
 * `providerConfig.tokenProvider` gives Entra ID tokens.
 */
export const azureOpenai: DefinedProvider<AzureOpenAIModel, AzureOpenAIConfig> = defineProvider<
  AzureOpenAIModel,
  AzureOpenAIConfig
>({
  name: "azure-openai",
  aliases: ["azure_openai"],
  env: ["AZURE_OPENAI_API_KEY"],
  needsKey: false,
  hosts: [placeholder],
  authorization: (key) => ({ "api-key": key }),
  models,
  modelOf,
  generic,
  operations: {
    image: imageAdapter(clientOf),
    video: videoAdapter(clientOf, ({ config }) => tokenProviderOf(config) !== undefined),
  },
  media: { accepts: ["bytes"] },
  readFailure,
  toError,
});
