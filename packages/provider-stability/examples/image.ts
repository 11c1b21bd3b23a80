// With STABILITY_API_KEY set, Stability makes the image. Without it the mock plays: same checks, same request, no bill.
import { generateImage, registerProvider } from "@tarash/core";
import { saveMedia } from "@tarash/core/node";
import { mock } from "@tarash/provider-mock";
import { stability } from "@tarash/provider-stability";

registerProvider("mock", mock);

const { STABILITY_API_KEY: key } = process.env;
if (!key) console.log("STABILITY_API_KEY is missing: the mock draws.");

const response = await generateImage(
  stability("stable-image-core", key ? {} : { mock: { media: "tiny" } }),
  {
    prompt: "A fox in fresh snow, cut out of paper",
    negativePrompt: "text",
    aspectRatio: "16:9",
    style: "cinematic",
    outputFormat: "png",
    seed: 7,
  },
);

const [path = "fox.png"] = process.argv.slice(2);
for (const image of response.images) await saveMedia(image, path);
for (const { field, parameter, sent } of response.adjustments) {
  console.log(`${field} → ${parameter}: ${JSON.stringify(sent)}`);
}
