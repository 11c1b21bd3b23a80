import { sampleMedia, startFakeHeygen } from "@tarash/testing";
import { testProvider } from "@tarash/testing/kit";
import { heygen } from "../src/index.ts";

const { content } = sampleMedia("image", "a fox");

testProvider({
  provider: heygen,
  fake: startFakeHeygen,
  config: { providerConfig: { avatarId: "look-1", voiceId: "voice-1" } },
  operations: {
    video: {
      model: "avatar",
      request: { prompt: "hello", aspectRatio: "16:9", resolution: "720p" },
      upload: { prompt: "hello", imageList: [{ type: "reference", image: content }] },
    },
  },
});
