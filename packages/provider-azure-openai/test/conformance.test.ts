import { startFakeOpenAI } from "@tarash/testing";
import { testProvider } from "@tarash/testing/kit";
import { azureOpenai } from "../src/index.ts";

testProvider({
  provider: azureOpenai,
  fake: startFakeOpenAI,
  needsBaseUrl: true,
  config: { allowRetired: true },
  operations: {
    image: {
      model: "gpt-image-2",
      request: { prompt: "a fox", size: "1024x1024", quality: "low", seed: 7 },
      output: "bytes",
    },
    video: {
      model: "sora-2",
      request: { prompt: "a fox", durationSeconds: 4, aspectRatio: "16:9", seed: 7 },
      reports: ["percent"],
    },
  },
});
