import { startFakeXai } from "@tarash/testing";
import { testProvider } from "@tarash/testing/kit";
import { xai } from "../src/index.ts";

testProvider({
  provider: xai,
  fake: startFakeXai,
  operations: {
    video: {
      model: "grok-imagine-video-1.5",
      request: { prompt: "a fox", durationSeconds: 5, aspectRatio: "16:9", resolution: "720p" },
      reports: ["percent"],
    },
    image: {
      model: "grok-imagine-image",
      request: { prompt: "a fox", aspectRatio: "16:9", size: "2k", n: 2 },
    },
  },
});
