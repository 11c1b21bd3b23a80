// With FAL_KEY set, fal makes the video. Without it the mock plays the job: same checks, same request, no bill.
import { generateVideo, registerProvider } from "@tarash/core";
import { saveMedia } from "@tarash/core/node";
import { fal } from "@tarash/provider-fal";
import { mock } from "@tarash/provider-mock";

registerProvider("mock", mock);

const response = await generateVideo(
  fal("fal-ai/veo3.1/fast", process.env["FAL_KEY"] ? {} : { mock: { media: "tiny" } }),
  {
    prompt: "A fox walks through fresh snow. It looks up.",
    durationSeconds: 8,
    aspectRatio: "16:9",
    generateAudio: false,
  },
  { onProgress: ({ status, queuePosition }) => console.log(status, queuePosition ?? "") },
);

const [path = "fox.mp4"] = process.argv.slice(2);
await saveMedia(response.video, path);
for (const { field, parameter, sent } of response.adjustments) {
  console.log(`${field} → ${parameter}: ${JSON.stringify(sent)}`);
}
