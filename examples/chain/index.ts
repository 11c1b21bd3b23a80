import { type GenerationConfig, generateVideo, registerProvider } from "@tarash/core";
import { fal } from "@tarash/provider-fal";
import { mock } from "@tarash/provider-mock";
import { replicate } from "@tarash/provider-replicate";
import { runway } from "@tarash/provider-runway";

registerProvider("mock", mock);

// Played here, so that no key is needed: the first is busy, the second takes the job and fails, the third makes it.
// Without the `mock` settings this is the real chain.
const retry = { limit: 0 };
const config: GenerationConfig = fal("fal-ai/veo3.1/fast", {
  retry,
  mock: {
    responses: [
      { error: { phase: "submit", name: "HTTPError", statusCode: 503, message: "overloaded" } },
    ],
  },
  fallbackConfigs: [
    replicate("google/veo-3.1-fast", {
      retry,
      mock: { responses: [{ error: { message: "out of memory" } }] },
    }),
    runway("veo3.1_fast", { mock: { media: "tiny" } }),
  ],
});

const { provider, model, executionMetadata, adjustments } = await generateVideo(config, {
  prompt: "A lighthouse in a storm.",
  durationSeconds: 8,
  aspectRatio: "16:9",
  resolution: "720p",
});

for (const { attempt, provider, status, errorMessage } of executionMetadata.attempts) {
  console.log(`${attempt}. ${provider}: ${status}${errorMessage ? ` (${errorMessage})` : ""}`);
}
console.log(`made by ${provider} ${model}`);
for (const { field, parameter, sent } of adjustments)
  console.log(`  ${field} → ${parameter} ${sent}`);
