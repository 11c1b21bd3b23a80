import { sampleMedia, startFakeFal } from "@tarash/testing";
import { testProvider } from "@tarash/testing/kit";
import { fal } from "../src/index.ts";

const { content } = sampleMedia("image", "a fox");

testProvider({
  provider: fal,
  fake: startFakeFal,
  operations: {
    video: {
      model: "fal-ai/veo3.1/fast",
      request: { prompt: "a fox", durationSeconds: 8, aspectRatio: "16:9", seed: 3 },
      upload: { prompt: "a fox", imageList: [{ type: "first_frame", image: content }] },
      checkReadsResult: true,
      reports: ["queue", "logs"],
    },
    image: {
      model: "fal-ai/nano-banana-2",
      request: { prompt: "a fox", size: "2K", n: 2 },
      upload: { prompt: "a fox", imageList: [{ type: "reference", image: content }] },
      checkReadsResult: true,
      reports: ["queue", "logs"],
    },
  },
});
