import { type Preview, previewImage, previewVideo } from "@tarash/core";
import { defineProvider, type ModelCatalogue } from "@tarash/core/provider";
import { replicate } from "../src/index.ts";

/** What would be sent to a model of the given catalogue. */
export async function preview(
  operation: "video" | "image",
  model: string,
  request: object,
  models: ModelCatalogue = replicate.definition.models,
  onInvalidValue: "error" | "nearest" = "error",
): Promise<Preview> {
  const provider = defineProvider({ ...replicate.definition, models });
  const config = { provider, model, apiKey: "key", onInvalidValue, allowRetired: true };
  return operation === "video" ? previewVideo(config, request) : previewImage(config, request);
}
