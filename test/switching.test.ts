import { readFileSync } from "node:fs";
import { join } from "node:path";
import { previewImage, previewVideo } from "@tarash/core";
import { expect, test } from "vitest";
import { providers } from "../scripts/providers.ts";
import {
  imageConfigs,
  imageRequest,
  switchingPage,
  videoConfigs,
  videoRequest,
} from "../scripts/switching-page.ts";

test("docs/providers.md is what the code does to one request", async () => {
  const page = readFileSync(join(import.meta.dirname, "..", "docs", "providers.md"), "utf8");
  expect(page).toBe(await switchingPage());
});

test("every provider of video and of images is in the tables", () => {
  const named = (configs: typeof videoConfigs): Set<unknown> =>
    new Set(
      configs.map(({ provider }) =>
        typeof provider === "string" ? provider : provider.definition?.name,
      ),
    );
  for (const { definition } of Object.values(providers)) {
    if (definition.operations.video) expect(named(videoConfigs)).toContain(definition.name);
    if (definition.operations.image) expect(named(imageConfigs)).toContain(definition.name);
  }
});

const calls = [
  ...videoConfigs.map((config) => ({
    config,
    request: videoRequest,
    preview: () => previewVideo(config, videoRequest),
  })),
  ...imageConfigs.map((config) => ({
    config,
    request: imageRequest,
    preview: () => previewImage(config, imageRequest),
  })),
];

test.each(calls)(
  "$config.model accounts for each field once, or says why it refuses",
  async ({ request, preview }) => {
    const outcome = await preview().catch((error: Error) => error);
    if (outcome instanceof Error) {
      expect(outcome.name).toBe("ValidationError");
      return;
    }
    const fields = outcome.adjustments.map(({ field }) => field);
    expect(fields.toSorted()).toEqual(Object.keys(request).toSorted());
  },
);
