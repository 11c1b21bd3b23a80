// With LUMAAI_API_KEY set, Luma makes a video and goes on with it. Without it the mock plays the jobs: same checks,
// same requests, no bill.
import { generateVideo, registerProvider } from "@tarash/core";
import { saveMedia } from "@tarash/core/node";
import { luma } from "@tarash/provider-luma";
import { mock } from "@tarash/provider-mock";

registerProvider("mock", mock);
const ray = luma("ray-flash-2", process.env["LUMAAI_API_KEY"] ? {} : { mock: { media: "tiny" } });

const start = await generateVideo(ray, {
  prompt: "A fox walks through fresh snow. It looks up.",
  durationSeconds: 5,
  resolution: "720p",
  aspectRatio: "16:9",
});
const rest = await generateVideo(ray, {
  task: "extend",
  sourceJob: start.job,
  prompt: "It runs away between the trees.",
});

const [folder = "."] = process.argv.slice(2);
await saveMedia(start.video, `${folder}/fox-1.mp4`);
await saveMedia(rest.video, `${folder}/fox-2.mp4`);
for (const { field, parameter } of rest.adjustments) console.log(`${field} → ${parameter}`);
