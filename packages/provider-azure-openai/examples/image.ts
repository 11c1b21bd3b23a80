// With AZURE_OPENAI_API_KEY set, your deployment makes the image. Without it the mock plays: same checks, no bill.
import { generateImage, registerProvider } from "@tarash/core";
import { saveMedia } from "@tarash/core/node";
import { azureOpenai } from "@tarash/provider-azure-openai";
import { mock } from "@tarash/provider-mock";

registerProvider("mock", mock);

const response = await generateImage(
  azureOpenai("my-deployment", {
    baseUrl: process.env["AZURE_OPENAI_ENDPOINT"] ?? "https://my-resource.openai.azure.com",
    providerConfig: { model: "gpt-image-2.5-sunburst" },
    ...(process.env["AZURE_OPENAI_API_KEY"] ? {} : { mock: { media: "tiny" as const } }),
  }),
  { prompt: "A fox in fresh snow, cut out of paper", size: "1536x864", quality: "medium" },
);

const [path = "fox.png"] = process.argv.slice(2);
for (const image of response.images) await saveMedia(image, path);
for (const { field, parameter, sent } of response.adjustments) {
  console.log(`${field} → ${parameter}: ${JSON.stringify(sent)}`);
}
