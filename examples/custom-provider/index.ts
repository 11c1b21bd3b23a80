import {
  durationField,
  generateVideo,
  passthroughField,
  previewVideo,
  registerProvider,
  registerProviderFieldMapping,
} from "@tarash/core";
import { mock } from "@tarash/provider-mock";

// A provider is an object with the functions that it has.
registerProvider("studio", {
  async generateVideo(config, request) {
    return { video: `https://studio.example/${config.model}/${request.prompt?.length}.mp4` };
  },
});

const { video } = await generateVideo(
  { provider: "studio", model: "reel-1" },
  { prompt: "A violin maker at work." },
);
console.log(video.url);

// How a model of any registered provider is mapped can be said anew.
registerProvider("mock", mock);
registerProviderFieldMapping("mock", {
  "acme/slow-motion": {
    text: passthroughField("prompt", { required: true }),
    "timing.length": durationField({ allowed: [4, 8], format: "seconds" }),
  },
});

const { parameters } = await previewVideo(
  { provider: "mock", model: "acme/slow-motion" },
  { prompt: "A falling drop.", durationSeconds: 8 },
);
console.log(JSON.stringify(parameters));
