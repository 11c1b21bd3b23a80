// Looks after what a killed process left in the store: the process that starts after a crash.
import { resumeAll, resumeJob, unfinishedJobs, type VideoGenerationResponse } from "@tarash/core";
import { saveMedia } from "@tarash/core/node";
import { virtualClock } from "../../src/index.ts";
import { config, output, provider, setting, store } from "./setting.ts";

const { apiKey, baseUrl, fetch } = config;
const options = {
  provider,
  apiKey: apiKey ?? "",
  baseUrl: baseUrl ?? "",
  fetch: fetch ?? globalThis.fetch,
  clock: virtualClock(),
};
const unfinished = (await unfinishedJobs(store)).map(({ state }) => state);
const errors: string[] = [];
let saved = 0;
for await (const resumed of resumeAll(store, options)) {
  if ("response" in resumed) {
    await saveMedia((resumed.response as VideoGenerationResponse).video, output);
    saved++;
  } else {
    errors.push((resumed.error as Error).name);
  }
}
// A job that ended while its output was being saved is over for the store; its ref brings the output again.
for await (const record of store.list()) {
  if (record.state !== "completed" || record.ref === undefined || saved > 0) continue;
  const job = await resumeJob(record.ref, options);
  await saveMedia(((await job.wait()) as VideoGenerationResponse).video, output);
  saved++;
}
process.stdout.write(
  `${JSON.stringify({ provider: setting.provider, unfinished, errors, saved })}\n`,
);
