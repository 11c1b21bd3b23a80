import type { GenerationConfig } from "@tarash/core";
import type { FakeVendor } from "@tarash/testing";
import { google, type GoogleModel } from "../src/index.ts";

/** A config for the Gemini API as the fake plays it. */
export function withKey(
  fake: FakeVendor,
  model: GoogleModel | (string & {}),
  more: Partial<GenerationConfig> = {},
): GenerationConfig {
  return google(model, {
    apiKey: fake.apiKey,
    baseUrl: fake.url,
    fetch: fake.fetch,
    ...(more as object),
  });
}

/** A config for Vertex AI as the fake plays it; the token is the fake's key. */
export function withProject(
  fake: FakeVendor,
  model: GoogleModel | (string & {}),
  more: Partial<GenerationConfig> = {},
): GenerationConfig {
  return google(model, {
    baseUrl: fake.url,
    fetch: fake.fetch,
    providerConfig: { project: "p", authClient: authClient(fake.apiKey) },
    ...(more as object),
  });
}

/** What google-auth-library makes of credentials: somebody who knows the headers of a request. */
export function authClient(token: string): object {
  return { getRequestHeaders: async () => new Headers({ authorization: `Bearer ${token}` }) };
}
