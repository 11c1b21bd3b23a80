import { azureOpenai } from "@tarash/provider-azure-openai";
import { fal } from "@tarash/provider-fal";
import { google } from "@tarash/provider-google";
import { heygen } from "@tarash/provider-heygen";
import { luma } from "@tarash/provider-luma";
import { mock } from "@tarash/provider-mock";
import { openai } from "@tarash/provider-openai";
import { replicate } from "@tarash/provider-replicate";
import { runway } from "@tarash/provider-runway";
import { stability } from "@tarash/provider-stability";
import { xai } from "@tarash/provider-xai";

/** Every provider of this repository, by the name of its export. */
export const providers = {
  mock,
  fal,
  openai,
  azureOpenai,
  replicate,
  google,
  runway,
  luma,
  stability,
  xai,
  heygen,
} as const;
