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
  const named = (configs: typeof videoConfigs): unknown[] =>
    configs.map(({ provider }) =>
      typeof provider === "string" ? provider : provider.definition?.name,
    );
  const making = (operation: "video" | "image"): string[] =>
    Object.values(providers).flatMap(({ definition }) =>
      definition.operations[operation] ? [definition.name] : [],
    );
  expect(named(videoConfigs)).toEqual(expect.arrayContaining(making("video")));
  expect(named(imageConfigs)).toEqual(expect.arrayContaining(making("image")));
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
    const told =
      outcome instanceof Error
        ? outcome.name
        : outcome.adjustments.map(({ field }) => field).toSorted();
    expect(["ValidationError", Object.keys(request).toSorted()]).toContainEqual(told);
  },
);
