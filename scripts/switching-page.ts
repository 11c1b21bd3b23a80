// docs/providers.md: one request through every provider, and what becomes of each field. Run with --write to renew it.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  type Adjustment,
  type GenerationConfig,
  type ImageGenerationRequest,
  previewImage,
  previewVideo,
  type VideoGenerationRequest,
} from "@tarash/core";
import { providers } from "./providers.ts";

const { azureOpenai, fal, google, heygen, luma, mock, openai, replicate, runway, stability, xai } =
  providers;

export const videoRequest: VideoGenerationRequest = {
  prompt: "A paper boat in the rain.",
  durationSeconds: 5,
  aspectRatio: "16:9",
  resolution: "720p",
  seed: 7,
  negativePrompt: "people",
  imageList: [{ image: "https://example.com/first.png", type: "first_frame" }],
};

export const imageRequest: ImageGenerationRequest = {
  prompt: "A paper boat in the rain.",
  size: "1024x1024",
  seed: 7,
  negativePrompt: "people",
  n: 2,
  outputFormat: "jpeg",
};

/** One model of each provider; where a model wants something of its own, it is given. */
function forgiving(config: GenerationConfig): GenerationConfig {
  return { ...config, onInvalidValue: "nearest", allowRetired: true };
}

export const videoConfigs: readonly GenerationConfig[] = [
  mock("any-model"),
  fal("fal-ai/kling-video/v3/pro"),
  fal("fal-ai/veo3.1/fast"),
  fal("fal-ai/bytedance/seedance/v1.5/pro"),
  openai("sora-2"),
  azureOpenai("sora-2", { baseUrl: "https://example.openai.azure.com" }),
  replicate("kwaivgi/kling-v3-video"),
  replicate("wan-video/wan-2.7-i2v"),
  google("veo-3.1-fast-generate-001"),
  google("gemini-omni-1.2-flash"),
  runway("gen4_turbo"),
  runway("veo3.1"),
  luma("ray-2"),
  luma("ray-3.2"),
  xai("grok-imagine-video"),
  heygen("avatar", { providerConfig: { avatarId: "anna", voiceId: "calm" } }),
].map(forgiving);

export const imageConfigs: readonly GenerationConfig[] = [
  mock("any-model"),
  fal("fal-ai/flux/dev"),
  fal("fal-ai/nano-banana-2"),
  openai("gpt-image-2"),
  azureOpenai("gpt-image-2", { baseUrl: "https://example.openai.azure.com" }),
  replicate("black-forest-labs/flux-2-pro"),
  google("gemini-nano-banana-2.1"),
  runway("gen4_image"),
  luma("photon-1"),
  stability("stable-image-core"),
  xai("grok-imagine-image-2.0"),
].map(forgiving);

function shown({ kind, parameter, sent, reason }: Adjustment): string {
  if (kind === "dropped") return "dropped";
  if (parameter === undefined) return reason ?? "";
  const value =
    typeof sent === "string" && sent.startsWith("https:") ? "URL" : JSON.stringify(sent);
  const mark = { exact: "", converted: " ~", nearest: " ≈" }[kind];
  return `\`${parameter}\` ${value.length > 40 ? "…" : value}${mark}`;
}

async function line(
  config: GenerationConfig,
  fields: readonly string[],
  preview: (config: GenerationConfig) => ReturnType<typeof previewVideo>,
): Promise<string> {
  const name =
    typeof config.provider === "string" ? config.provider : config.provider.definition?.name;
  try {
    const { adjustments } = await preview(config);
    const cells = fields.map((field) => {
      const found = adjustments.find((adjustment) => adjustment.field === field);
      return found ? shown(found) : "–";
    });
    return `| ${name} | ${config.model} | ${cells.join(" | ")} |`;
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return `| ${name} | ${config.model} | refused: ${said.split(`${config.model}: `).at(-1)?.replaceAll("|", "or")} |${" |".repeat(fields.length - 1)}`;
  }
}

async function table(
  configs: readonly GenerationConfig[],
  request: object,
  preview: (config: GenerationConfig) => ReturnType<typeof previewVideo>,
): Promise<string> {
  const fields = Object.keys(request).filter((field) => field !== "prompt");
  const lines = await Promise.all(configs.map((config) => line(config, fields, preview)));
  return [
    `| provider | model | ${fields.join(" | ")} |`,
    `|---|---|${"---|".repeat(fields.length)}`,
    ...lines,
  ].join("\n");
}

/** The page, from the code. */
export async function switchingPage(): Promise<string> {
  const video = await table(videoConfigs, videoRequest, (config) =>
    previewVideo(config, videoRequest),
  );
  const image = await table(imageConfigs, imageRequest, (config) =>
    previewImage(config, imageRequest),
  );
  return `# One request, every provider

The same request through one or two models of each provider, with \`onInvalidValue: "nearest"\`: what goes to the wire, under which name. No mark: as given. \`~\`: the same in the vendor's spelling. \`≈\`: the nearest that the model allows, which is an error without that setting. "dropped" is a warning, and an error with \`onUnsupported: "error"\`. "refused" is an error that costs nothing: an input that the model does not take is never left out. Made by \`scripts/switching-page.ts\`; a test compares.

## Video: 5 s, 16:9, 720p, a seed, a negative prompt and a first frame

${video}

## Image: 1024x1024, a seed, a negative prompt, two JPEGs

${image}

\`listModels({ provider, operation, takes })\` and \`describeModel(provider, model)\` tell the same for any model: parameters, allowed values, price, life cycle.
`;
}

if (process.argv[1] === import.meta.filename) {
  const page = await switchingPage();
  if (process.argv.includes("--write")) {
    writeFileSync(join(import.meta.dirname, "..", "docs", "providers.md"), page);
  } else console.log(page);
}
