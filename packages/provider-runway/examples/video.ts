import { generateVideo } from "@tarash/core";
import { saveMedia } from "@tarash/core/node";
import { runway } from "@tarash/provider-runway";

if (!process.env["RUNWAYML_API_SECRET"]) {
  console.log("Set RUNWAYML_API_SECRET to a key of dev.runwayml.com to run this.");
  process.exit(0);
}

const response = await generateVideo(
  runway("gen4.5"),
  { prompt: "A fox runs through fresh snow", durationSeconds: 5, aspectRatio: "16:9" },
  { onProgress: ({ status, progressPercent }) => console.log(status, progressPercent ?? "") },
);
console.log(await saveMedia(response.video, "fox.mp4"), response.cost);
