import { defineProvider } from "@tarash/core/provider";
import { sampleMedia, startFakeStability } from "@tarash/testing";
import { testProvider } from "@tarash/testing/kit";
import { stability } from "../src/index.ts";
import { images } from "../src/wire.ts";

const { content } = sampleMedia("image", "a fox");

testProvider({
  provider: stability,
  fake: startFakeStability,
  operations: {
    image: {
      model: "upscale/creative",
      request: {
        prompt: "a fox",
        imageList: [{ image: content, type: "reference" }],
        seed: 3,
        outputFormat: "png",
      },
      output: "bytes",
    },
  },
});

// The services that answer at once are held to what is asked of vendors without jobs.
testProvider({
  provider: defineProvider({
    ...stability.definition,
    name: "stability-at-once",
    operations: { image: { submit: images.submit } },
  }),
  fake: startFakeStability,
  operations: {
    image: {
      model: "stable-image-core",
      request: { prompt: "a fox", aspectRatio: "16:9", seed: 3, n: 1 },
      output: "bytes",
    },
  },
});
