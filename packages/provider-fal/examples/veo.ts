// FAL_KEY=… node examples/veo.ts
import { generateVideo } from "@tarash/core";
import { saveMedia } from "@tarash/core/node";
import { fal } from "@tarash/provider-fal";

const response = await generateVideo(
  fal("fal-ai/veo3.1/fast"),
  {
    prompt: "A fox walks through fresh snow. It looks up.",
    durationSeconds: 8,
    aspectRatio: "16:9",
    generateAudio: false,
  },
  {
    onProgress: ({ status, queuePosition }) => console.log(status, queuePosition ?? ""),
  },
);
await saveMedia(response.video, "fox.mp4");
console.log(response.adjustments);
