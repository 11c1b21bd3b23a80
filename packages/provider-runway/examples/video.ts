// With RUNWAYML_API_SECRET set, Runway makes the video. Without it the mock plays the job: same checks, same request, no bill.
import { generateVideo, registerProvider } from "@tarash/core";
import { saveMedia } from "@tarash/core/node";
import { mock } from "@tarash/provider-mock";
import { runway } from "@tarash/provider-runway";

registerProvider("mock", mock);

const { RUNWAYML_API_SECRET: key } = process.env;
if (!key) console.log("RUNWAYML_API_SECRET is missing: the mock plays.");

const response = await generateVideo(
  runway("gen4.5", key ? {} : { mock: { media: "tiny" } }),
  {
    prompt: "A fox walks through fresh snow. It looks up.",
    durationSeconds: 5,
    aspectRatio: "16:9",
    resolution: "720p",
  },
  { onProgress: ({ status, progressPercent }) => console.log(status, progressPercent ?? "") },
);

const [path = "fox.mp4"] = process.argv.slice(2);
await saveMedia(response.video, path);
for (const { field, parameter, sent } of response.adjustments) {
  console.log(`${field} → ${parameter}: ${JSON.stringify(sent)}`);
}
