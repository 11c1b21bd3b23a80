// Buys one video and saves it: the process that a crash test kills.
import { generateVideo } from "@tarash/core";
import { saveMedia } from "@tarash/core/node";
import { virtualClock } from "../../src/index.ts";
import { config, output, request, store } from "./setting.ts";

const response = await generateVideo(config, request, { jobStore: store, clock: virtualClock() });
await saveMedia(response.video, output);
process.stdout.write("saved\n");
