import { sampleMedia, startFakeReplicate } from "@tarash/testing";
import { testProvider } from "@tarash/testing/kit";
import { replicate } from "../src/index.ts";

const image = sampleMedia("image", "input").content;

testProvider({
  provider: replicate,
  fake: startFakeReplicate,
  operations: {
    video: {
      model: "minimax/hailuo-02",
      request: { prompt: "a fox in the snow", durationSeconds: 6, resolution: "768p" },
      upload: { prompt: "a fox", imageList: [{ image, type: "first_frame" }] },
      refusals: ["submit", "result"],
      reports: ["percent", "logs"],
    },
    image: {
      model: "black-forest-labs/flux-schnell",
      request: { prompt: "a fox in the snow", aspectRatio: "16:9", seed: 7 },
      refusals: ["submit", "result"],
      reports: ["percent", "logs"],
    },
  },
});
