import { generateImage, isTarashError, type Provider } from "@tarash/core";

// Anything that generates is a provider. Packages such as @tarash/provider-fal bring full ones.
const sketchbook: Provider = {
  async generateImage(config, request) {
    const text = `${config.model}: ${request.prompt}`;
    return { image: new TextEncoder().encode(`<svg><title>${text}</title></svg>`) };
  },
};

try {
  const { images, executionMetadata } = await generateImage(
    { provider: sketchbook, model: "pencil" },
    { prompt: "a lighthouse" },
  );
  console.log(images[0]?.contentType, executionMetadata.totalAttempts);
} catch (error) {
  if (isTarashError(error)) console.log(error.name, error.message);
}
