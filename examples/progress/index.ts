import { submitVideo } from "@tarash/core";
import { mock } from "@tarash/provider-mock";

const job = await submitVideo(mock("any-model", { mock: { media: "tiny" } }), {
  prompt: "A kite over the sea.",
});

for await (const { event, status, progressPercent } of job.updates()) {
  console.log(event, status, progressPercent ?? "");
}

const { video } = await job.wait();
console.log(video.contentType, `${video.content?.length} bytes`);
