import {
  type DefinedProvider,
  defineProvider,
  type FieldMapping,
  passthroughField,
} from "@tarash/core/provider";
import { readFailure, toError } from "./failure.ts";
import { images as imageList, prompt } from "./fields.ts";
import type { GoogleModel } from "./model-id.ts";
import { models } from "./models.ts";
import { hosts } from "./place.ts";
import { images, videos } from "./wire.ts";

export type { GoogleModel } from "./model-id.ts";

/** What `providerConfig` may say. With a project, calls go to Vertex AI. */
export interface GoogleProviderConfig {
  /** The Google Cloud project. Left out: `GOOGLE_CLOUD_PROJECT`, if there is no key. */
  project?: string;
  /** Another name of `project`. */
  gcpProject?: string;
  /** @default `GOOGLE_CLOUD_LOCATION`, else "us-central1" */
  location?: string;
  /** Path of a file with a service account's credentials. Left out: the machine's own credentials. */
  credentials?: string;
  /** An auth client of google-auth-library. */
  authClient?: object;
  /** Anything else that google-auth-library's `GoogleAuth` takes. */
  googleAuthOptions?: object;
}

/** For image models that have no page here. Video has two interfaces, so that a name alone does not tell enough. */
const generic: FieldMapping = {
  prompt,
  images: imageList("reference"),
  "imageConfig.aspectRatio": passthroughField("aspectRatio"),
  "imageConfig.imageSize": passthroughField("size"),
};

/**
 * Google. With an API key (`apiKey`, `GEMINI_API_KEY`, `GOOGLE_API_KEY`): Gemini's image models and Omni video.
 * With a project in `providerConfig`: Veo, Imagen and Gemini's image models on Vertex AI.
 */
export const google: DefinedProvider<GoogleModel, { providerConfig?: GoogleProviderConfig }> =
  defineProvider<GoogleModel, { providerConfig?: GoogleProviderConfig }>({
    name: "google",
    env: ["GEMINI_API_KEY", "GOOGLE_API_KEY"],
    hosts,
    authorization: (key) => ({ "x-goog-api-key": key }),
    // On Vertex AI there is none: whether something identifies the caller is found out when it submits.
    needsKey: false,
    models,
    generic: { image: generic },
    operations: { video: videos, image: images },
    media: { accepts: ["bytes"] },
    readFailure,
    toError,
  });
