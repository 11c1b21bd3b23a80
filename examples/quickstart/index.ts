import { generateVideo } from "@tarash/core";
import { saveMedia } from "@tarash/core/node";
import { mock } from "@tarash/provider-mock";

const response = await generateVideo(
  mock("any-model", { mock: { polling: { delayMs: 400 } } }),
  {
    prompt: "A paper boat sails down a rainy street. It meets a cat under an umbrella.",
    durationSeconds: 5,
    aspectRatio: "16:9",
    resolution: "720p",
    fps: 24,
    seed: 7,
  },
  {
    onProgress: ({ status, progressPercent }) =>
      console.log(progressPercent === undefined ? status : `${status} ${progressPercent}%`),
  },
);

const file = await saveMedia(response.video, "output/quickstart");
console.log(`${file.path}: ${file.bytes} bytes, ${response.video.durationSeconds} s`);
for (const { field, parameter, sent, kind } of response.adjustments) {
  console.log(`  ${field} → ${parameter} ${JSON.stringify(sent)} (${kind})`);
}
