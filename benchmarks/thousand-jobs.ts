import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { row, type Row } from "./measure.ts";
import type { QueueServer } from "./queue-server.ts";

const jobs = 1_000;
const concurrency = 50;

/** What one process measured of itself. */
interface Measured {
  readonly seconds: number;
  /** Peak resident memory, in MB. */
  readonly peakMb: number;
}

/**
 * A thousand jobs, each subject in a process of its own: through a limiter of fifty with outputs of 1 MiB that are
 * streamed to disk, and all in flight at once without a download. Beside bare `fetch` that does the same.
 */
export async function thousandJobs(
  queue: QueueServer,
  doors: { core: string; fal: string },
): Promise<readonly Row[]> {
  const folder = await mkdtemp(join(tmpdir(), "tarash-thousand-"));
  try {
    queue.reset(200, true);
    const saved = {
      tarash: await measure(tarash(queue.url, doors, folder)),
      fetch: await measure(bare(queue.url, folder)),
    };
    queue.reset(3_000, true);
    const flying = {
      tarash: await measure(tarash(queue.url, doors, undefined)),
      fetch: await measure(bare(queue.url, undefined)),
    };
    const time = flying.tarash.seconds / flying.fetch.seconds;
    const memory = flying.tarash.peakMb / flying.fetch.peakMb;
    return [
      row(
        "1 000 jobs, 50 at once, 1 MiB each to disk: peak RSS",
        `${saved.tarash.peakMb.toFixed(0)} MB in ${saved.tarash.seconds.toFixed(1)} s (bare \`fetch\`: ${saved.fetch.peakMb.toFixed(0)} MB in ${saved.fetch.seconds.toFixed(1)} s)`,
        "≤ 200 MB",
        saved.tarash.peakMb <= 200,
      ),
      row(
        "1 000 jobs in flight at once: time beside bare `fetch`",
        `${time.toFixed(2)} × (${flying.tarash.seconds.toFixed(1)} s)`,
        "≤ 1.15 ×",
        time <= 1.15,
      ),
      row(
        "… peak RSS beside bare `fetch`",
        `${memory.toFixed(2)} × (${flying.tarash.peakMb.toFixed(0)} MB)`,
        "–",
        true,
      ),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const report = `
const { maxRSS } = process.resourceUsage();
process.stdout.write(JSON.stringify({ seconds: (performance.now() - started) / 1000, peakMb: maxRSS / 1024 }));
process.exit(0);`;

async function measure(code: string): Promise<Measured> {
  const words = ["--input-type=module", "--eval", code];
  const { stdout } = await promisify(execFile)(process.execPath, words, { timeout: 300_000 });
  return JSON.parse(stdout) as Measured;
}

function tarash(
  url: string,
  doors: { core: string; fal: string },
  folder: string | undefined,
): string {
  const save =
    folder === undefined
      ? ""
      : `await saveMedia(response.video, "${folder}/" + index + ".mp4", { allowPrivateAddresses: true });`;
  const limits = folder === undefined ? "" : `limits: { concurrency: ${concurrency} },`;
  return `
import { generateVideo } from ${JSON.stringify(doors.core)};
import { saveMedia } from ${JSON.stringify(doors.core.replace(/index\.js$/, "node.js"))};
import { fal } from ${JSON.stringify(doors.fal)};
const config = { ...fal("fal-ai/veo3.1", { apiKey: "key", baseUrl: "${url}" }), ${limits} };
const started = performance.now();
await Promise.all(Array.from({ length: ${jobs} }, async (_, index) => {
  const response = await generateVideo(config, { prompt: "cat " + index });
  ${save}
}));${report}`;
}

function bare(url: string, folder: string | undefined): string {
  const save =
    folder === undefined
      ? ""
      : `await pipeline((await fetch(video.url)).body, createWriteStream("${folder}/bare-" + index + ".mp4"));`;
  return `
import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { setTimeout } from "node:timers/promises";
const ask = async (path, init) => (await fetch("${url}" + path, init)).json();
const started = performance.now();
let next = 0;
async function one(index) {
  const body = JSON.stringify({ prompt: "cat " + index });
  const { request_id: id } = await ask("/fal-ai/veo3.1", { method: "POST", body });
  while ((await ask("/fal-ai/veo3.1/requests/" + id + "/status")).status !== "COMPLETED") await setTimeout(400);
  const { video } = await ask("/fal-ai/veo3.1/requests/" + id);
  ${save}
}
async function worker() {
  while (next < ${jobs}) await one(next++);
}
await Promise.all(Array.from({ length: ${folder === undefined ? jobs : concurrency} }, worker));${report}`;
}
