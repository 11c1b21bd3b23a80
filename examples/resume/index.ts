import { rm } from "node:fs/promises";
import { registerProvider, resumeAll, submitVideo, unfinishedJobs } from "@tarash/core";
import { FileJobStore } from "@tarash/core/node";
import { mock } from "@tarash/provider-mock";

registerProvider("mock", mock);
const jobStore = new FileJobStore("output/jobs");

// A job is paid for from here on. Imagine that the process dies right after this line.
await submitVideo(
  mock("any-model", { mock: { media: "tiny" } }),
  { prompt: "A train at night." },
  { jobStore },
);
console.log("left behind:", (await unfinishedJobs(jobStore)).length);

// The next process begins with this.
for await (const settled of resumeAll(jobStore)) {
  console.log("response" in settled ? "resumed: completed" : `resumed: ${String(settled.error)}`);
}
console.log("left behind:", (await unfinishedJobs(jobStore)).length);
await rm("output/jobs", { recursive: true });
