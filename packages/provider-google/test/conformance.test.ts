import { sampleMedia, startFakeGoogle } from "@tarash/testing";
import { testProvider } from "@tarash/testing/kit";
import { google } from "../src/index.ts";

const { content } = sampleMedia("image", "a fox");

testProvider({
  provider: google,
  fake: startFakeGoogle,
  differs: [
    {
      step: "cancel",
      faults: ["reset after", "stall"],
      times: ["always"],
      outcome: {
        accepted: 1,
        movedOn: false,
        billing: "possible",
        ref: "job",
        error: "CancelledError",
        cancel: "cancelled",
      },
      because:
        "the interaction is looked at before it is cancelled, and says that the cancel whose answer was lost has worked",
    },
  ],
  operations: {
    video: {
      model: "gemini-omni-1.2-flash",
      request: { prompt: "a fox", durationSeconds: 6, aspectRatio: "16:9", seed: 3 },
      upload: { prompt: "a fox", imageList: [{ type: "first_frame", image: content }] },
    },
    image: {
      model: "gemini-3-pro-image",
      request: { prompt: "a fox", size: "2K", aspectRatio: "16:9" },
      output: "bytes",
      refusals: ["submit"],
    },
  },
});
