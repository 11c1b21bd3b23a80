import { type Preview, previewImage, previewSts, previewTts, previewVideo } from "@tarash/core";
import { defineProvider, type ModelCatalogue, type Operation } from "@tarash/core/provider";
import { fal } from "../src/index.ts";
import { queue } from "../src/wire.ts";

const previews = {
  video: previewVideo,
  image: previewImage,
  tts: previewTts,
  sts: previewSts,
} as Record<Operation, (config: object, request: object) => Promise<Preview>>;

/** What fal would be sent, with these models in the place of its own. */
export function preview(
  operation: Operation,
  model: string,
  request: object,
  models: ModelCatalogue,
): Promise<Preview> {
  return previews[operation]({ provider: providerOf(models), model }, request);
}

const providers = new WeakMap<ModelCatalogue, ReturnType<typeof defineProvider>>();

/** fal with these models in the place of its own. */
export function providerOf(models: ModelCatalogue): ReturnType<typeof defineProvider> {
  const known =
    providers.get(models) ??
    defineProvider({
      ...fal.definition,
      models,
      operations: { video: queue, image: queue, tts: queue, sts: queue },
    });
  providers.set(models, known);
  return known;
}
