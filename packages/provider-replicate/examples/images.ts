// With REPLICATE_API_TOKEN set, Replicate draws the images. Without it the mock plays the job: same checks, same
// request, no bill.
import { generateImage, registerProvider } from "@tarash/core";
import { saveMedia } from "@tarash/core/node";
import { mock } from "@tarash/provider-mock";
import { replicate } from "@tarash/provider-replicate";

registerProvider("mock", mock);

const response = await generateImage(
  replicate(
    "black-forest-labs/flux-schnell",
    process.env["REPLICATE_API_TOKEN"] ? {} : { mock: { media: "tiny" } },
  ),
  { prompt: "A fox in fresh snow, morning light", aspectRatio: "16:9", n: 2, outputFormat: "png" },
  { onProgress: ({ status, progressPercent }) => console.log(status, progressPercent ?? "") },
);

const [folder = "."] = process.argv.slice(2);
for (const [index, image] of response.images.entries()) {
  await saveMedia(image, `${folder}/fox-${index + 1}.png`);
}
for (const { field, parameter, sent } of response.adjustments) {
  console.log(`${field} → ${parameter}: ${JSON.stringify(sent)}`);
}
