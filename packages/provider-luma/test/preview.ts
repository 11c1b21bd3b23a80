import { previewImage, previewVideo } from "@tarash/core";
import { defineProvider, type ModelCatalogue } from "@tarash/core/provider";
import { luma } from "../src/index.ts";

/** What would be sent, and to where; the `id` in the path is no part of the body. */
export async function preview(
  operation: "video" | "image",
  model: string,
  request: object,
  models: ModelCatalogue = luma.definition.models,
  onInvalidValue: "error" | "nearest" = "error",
): Promise<{ endpoint: string; id: unknown; body: Record<string, unknown> }> {
  const provider = defineProvider({ ...luma.definition, models });
  const config = { provider, model, apiKey: "key", onInvalidValue };
  const show = operation === "video" ? previewVideo : previewImage;
  const { endpoint, parameters } = await show(config, request);
  const { id, ...body } = parameters;
  return { endpoint, id, body };
}
