// With GEMINI_API_KEY set, Google makes the video. Without it the mock plays the job: same checks, same request, no bill.
import { generateVideo, registerProvider } from "@tarash/core";
import { saveMedia } from "@tarash/core/node";
import { google } from "@tarash/provider-google";
import { mock } from "@tarash/provider-mock";

registerProvider("mock", mock);

const { GEMINI_API_KEY: key } = process.env;
if (!key) console.log("GEMINI_API_KEY is missing: the mock plays.");

const response = await generateVideo(
  google("gemini-omni-1.2-flash", key ? {} : { mock: { media: "tiny" } }),
  {
    prompt: "A fox walks through fresh snow. It looks up.",
    durationSeconds: 6,
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
