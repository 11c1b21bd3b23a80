import { startFakeLuma } from "@tarash/testing";
import { testProvider } from "@tarash/testing/kit";
import { luma } from "../src/index.ts";

testProvider({
  provider: luma,
  fake: startFakeLuma,
  operations: {
    video: {
      model: "ray-2",
      request: { prompt: "a fox in the snow", durationSeconds: 5, resolution: "720p" },
    },
    image: {
      model: "photon-1",
      request: { prompt: "a fox in the snow", aspectRatio: "16:9" },
    },
  },
});

// The Agents API has other paths, states and failures.
testProvider({
  provider: luma,
  fake: startFakeLuma,
  operations: {
    video: {
      model: "ray-3.2",
      request: { prompt: "a fox in the snow", durationSeconds: 5, resolution: "720p" },
    },
  },
});
