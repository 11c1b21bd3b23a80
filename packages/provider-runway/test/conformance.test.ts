import { sampleMedia, startFakeRunway } from "@tarash/testing";
import { testProvider } from "@tarash/testing/kit";
import { runway } from "../src/index.ts";

const { content } = sampleMedia("image", "a fox");

testProvider({
  provider: runway,
  fake: startFakeRunway,
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
        "the task is looked at before it is deleted, and says that the cancel whose answer was lost has worked",
    },
  ],
  operations: {
    video: {
      model: "gen4.5",
      request: { prompt: "a fox", durationSeconds: 5, aspectRatio: "16:9", seed: 3 },
      upload: { prompt: "a fox", imageList: [{ type: "first_frame", image: content }] },
      reports: ["percent"],
    },
    image: {
      model: "gpt_image_2",
      request: { prompt: "a fox", size: "2K", n: 2 },
      upload: { prompt: "a fox", imageList: [{ type: "reference", image: content }] },
      reports: ["percent"],
    },
  },
});
