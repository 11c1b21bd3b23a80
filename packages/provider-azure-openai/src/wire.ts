import { AuthenticationError, type Call, type ResolvedConfig } from "@tarash/core/provider";
import { clientOptions } from "@tarash/provider-openai";
import type { OpenAI } from "openai";
import { type Endpoint, endpointOf } from "./endpoint.ts";

/** Gives an Entra ID token for `https://cognitiveservices.azure.com/.default`; asked before each request. */
export type TokenProvider = () => Promise<string>;

/** The token provider of a config; it counts for more than a key. */
export function tokenProviderOf({ providerConfig }: ResolvedConfig): TokenProvider | undefined {
  const { tokenProvider } = (providerConfig ?? {}) as { tokenProvider?: TokenProvider };
  return tokenProvider;
}

/** The client for the call's operation: dated API versions speak to images otherwise than to videos. */
export async function clientOf(call: Call): Promise<OpenAI> {
  const { config } = call;
  const endpoints = { image: endpointOf(config, "image"), video: endpointOf(config, "video") };
  const clients = await call.client(async (fetch) => ({
    image: await clientAt(endpoints.image, config, fetch),
    video: await clientAt(endpoints.video, config, fetch),
  }));
  return call.operation === "video" ? clients.video : clients.image;
}

async function clientAt(
  { baseUrl: baseURL, apiVersion, classic }: Endpoint,
  config: ResolvedConfig,
  fetch: typeof globalThis.fetch,
): Promise<OpenAI> {
  const { AzureOpenAI, OpenAI } = await import("openai");
  // Organizations and projects are OpenAI's own; the SDK would take them from the environment.
  const shared = { ...clientOptions(fetch), baseURL, organization: null, project: null };
  const key = keyOf(config);
  if (classic && apiVersion !== undefined) {
    return typeof key === "string"
      ? new AzureOpenAI({ ...shared, apiVersion, apiKey: key })
      : new AzureOpenAI({ ...shared, apiVersion, azureADTokenProvider: key });
  }
  return new OpenAI({
    ...shared,
    apiKey: key,
    ...(typeof key === "string" ? { defaultHeaders: { "api-key": key, authorization: null } } : {}),
    ...(apiVersion === undefined ? {} : { defaultQuery: { "api-version": apiVersion } }),
  });
}

function keyOf(config: ResolvedConfig): string | TokenProvider {
  const { apiKey, model, providerName: provider } = config;
  const tokenProvider = tokenProviderOf(config);
  if (tokenProvider) {
    return () =>
      tokenProvider().catch((cause: unknown) => {
        throw new AuthenticationError(
          `${provider} ${model}: providerConfig.tokenProvider gave no token: ${String(cause)}`,
          { provider, model, cause, delivery: "unsent" },
        );
      });
  }
  if (apiKey !== undefined) return apiKey;
  throw new AuthenticationError(
    `${provider} ${model}: no key: set apiKey in the config, the environment variable AZURE_OPENAI_API_KEY, or providerConfig.tokenProvider`,
    { provider, model, delivery: "unsent" },
  );
}
