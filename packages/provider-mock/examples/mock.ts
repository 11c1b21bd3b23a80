import { generateImage, generateTts, generateVideo } from "@tarash/core";
import { mock } from "@tarash/provider-mock";

const tiny = mock("any-model", { mock: { media: "tiny" } });

const { video } = await generateVideo(tiny, { prompt: "A kite over the sea." });
console.log(video.contentType, `${video.durationSeconds} s`);

const { images } = await generateImage(tiny, { prompt: "A red apple.", n: 3 });
console.log(images.length, images[0]?.contentType);

const { audio } = await generateTts(tiny, { text: "Good morning." });
console.log(audio.contentType);

// Every third call or so is refused, the same ones each time.
const moody = mock("moody", {
  mock: {
    media: "tiny",
    responses: [{ weight: 2 }, { error: { name: "ContentModerationError", message: "not this" } }],
  },
});
const outcomes = await Promise.all(
  [1, 2, 3, 4, 5, 6].map((seed) =>
    generateVideo(moody, { prompt: "A storm.", seed }).then(
      () => "made",
      () => "refused",
    ),
  ),
);
console.log(outcomes.join(" "));
