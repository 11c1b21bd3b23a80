// With OPENAI_API_KEY set, OpenAI makes the image. Without it the mock plays: same checks, same request, no bill.
import { generateImage, registerProvider } from "@tarash/core";
import { saveMedia } from "@tarash/core/node";
import { mock } from "@tarash/provider-mock";
import { openai } from "@tarash/provider-openai";

registerProvider("mock", mock);

const response = await generateImage(
  openai("gpt-image-2.5-flare", process.env["OPENAI_API_KEY"] ? {} : { mock: { media: "tiny" } }),
  {
    prompt: "A fox in fresh snow, cut out of paper",
    aspectRatio: "16:9",
    quality: "medium",
    outputFormat: "webp",
    background: "transparent",
    extraParams: { partial_images: 2 },
  },
  {
    onProgress: ({ status, partialImages }) =>
      console.log(status, partialImages ? "a preview came" : ""),
  },
);

const [path = "fox.webp"] = process.argv.slice(2);
for (const image of response.images) await saveMedia(image, path);
for (const { field, parameter, sent } of response.adjustments) {
  console.log(`${field} → ${parameter}: ${JSON.stringify(sent)}`);
}
