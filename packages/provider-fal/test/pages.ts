import type { ModelCatalogue, Operation } from "@tarash/core/provider";
import { type PageOptions, schemaOfSpecs } from "@tarash/testing/pages";
import { providerOf } from "./preview.ts";
import type { Endpoint } from "./schema.ts";

/** How pages of fal's endpoints are held to their types. */
export function pageOptions(
  operation: Operation,
  endpoints: readonly Endpoint[],
  models: ModelCatalogue,
): PageOptions {
  const known = new Map(
    endpoints
      .filter((endpoint) => endpoint.operation === operation)
      .map(({ id, parameters }) => [id, parameters]),
  );
  return {
    provider: providerOf(models),
    operation,
    idOf: (family, { endpoint = family }) => endpoint,
    // PixVerse's word for whether a prompt is rewritten.
    spellings: (source, value) =>
      source === "enhancePrompt" && (value === "enabled" || value === "disabled")
        ? [{ enhancePrompt: value === "enabled" }]
        : [],
    onlyByName,
    checksExtras: true,
    schemaOf(family, { endpoint = family }) {
      const parameters = known.get(endpoint);
      return parameters && schemaOfSpecs(parameters);
    },
  };
}

/** What an endpoint does when nothing is sent, or what no request can mean: a factor or a length of 0. */
function onlyByName(parameter: string, value: unknown): boolean {
  if (value === "auto") return /^(thinking_type|duration)$/.test(parameter);
  return value === 0 && /^(upscale_factor|duration)$/.test(parameter);
}
