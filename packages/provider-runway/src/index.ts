import {
  type DefinedProvider,
  defineProvider,
  type FieldMapping,
  passthroughField,
  singleImageField,
  videoField,
} from "@tarash/core/provider";
import { anySeconds, negativePrompt, optionalPrompt, references, seed, sound } from "./fields.ts";
import type { RunwayModel } from "./model-id.ts";
import { models } from "./models.ts";
import { readFailure, tasks } from "./wire.ts";

export type { RunwayModel } from "./model-id.ts";

/** The names that most models use, for those that have no page here; a `ratio` in Runway's spelling. */
const generic: Readonly<Record<"video" | "image", FieldMapping>> = {
  video: {
    promptText: optionalPrompt,
    promptImage: singleImageField(["first_frame", "reference"]),
    videoUri: videoField(),
    ratio: passthroughField("aspectRatio"),
    resolution: passthroughField("resolution"),
    duration: anySeconds,
    audio: sound,
    negativePrompt,
    seed,
  },
  image: {
    promptText: optionalPrompt,
    referenceImages: references(),
    ratio: passthroughField("aspectRatio"),
    seed,
  },
};

/**
 * Runway: video and images as tasks. The key comes from `apiKey` or `RUNWAYML_API_SECRET`. The endpoint follows
 * from the inputs and the request's `task`. `apiVersion` is Runway's dated version header.
 */
export const runway: DefinedProvider<RunwayModel> = defineProvider<RunwayModel>({
  name: "runway",
  env: ["RUNWAYML_API_SECRET"],
  hosts: ["https://api.dev.runwayml.com"],
  authorization: (key) => ({ authorization: `Bearer ${key}` }),
  models,
  generic,
  operations: { video: tasks, image: tasks },
  minimumPollMs: 5_000,
  readFailure,
});
