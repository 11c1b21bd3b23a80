import { createFalClient } from "@fal-ai/client";
import { generateVideo } from "@tarash/core";
import { fal } from "@tarash/provider-fal";
import { median, row, type Row } from "./measure.ts";
import type { QueueServer } from "./queue-server.ts";

const request = { prompt: "a cat" };
const endpoint = "fal-ai/veo3.1";

interface Noticed {
  readonly late: number;
  readonly requests: number;
}

/** How late a finished job is noticed, and with how many requests; jobs of 3 to 7 seconds, one after the other. */
export async function lateness(queue: QueueServer): Promise<readonly Row[]> {
  const lengths = [3_000, 3_700, 4_300, 5_000, 5_700, 6_300, 7_000];
  const polling: Noticed[] = [];
  const peer: Noticed[] = [];
  const streaming: Noticed[] = [];
  for (const length of lengths) {
    polling.push(await noticed(queue, length, false, tarash));
    peer.push(await noticed(queue, length, false, client));
    streaming.push(await noticed(queue, length, true, tarash));
  }
  const late = (runs: readonly Noticed[]): number => median(runs.map((run) => run.late));
  const requests = (runs: readonly Noticed[]): number =>
    runs.reduce((sum, run) => sum + run.requests, 0);
  const [ours, theirs, streamed] = [late(polling), late(peer), late(streaming)];
  return [
    row(
      "a finished job is noticed after, median (polling)",
      `${ours.toFixed(0)} ms (@fal-ai/client: ${theirs.toFixed(0)} ms)`,
      "≤ 200 ms",
      ours <= 200,
    ),
    row(
      "… requests for 7 jobs",
      `${requests(polling)} (@fal-ai/client: ${requests(peer)})`,
      "no more",
      requests(polling) <= requests(peer),
    ),
    row(
      "… where the vendor streams",
      `${streamed.toFixed(0)} ms, ${requests(streaming)} requests`,
      "≤ 30 ms",
      streamed <= 30,
    ),
  ];
}

async function noticed(
  queue: QueueServer,
  length: number,
  streams: boolean,
  run: (url: string) => Promise<string>,
): Promise<Noticed> {
  queue.reset(length, streams);
  const id = await run(queue.url);
  return { late: Date.now() - queue.doneAt(id), requests: queue.requests() };
}

async function tarash(url: string): Promise<string> {
  const { providerRequestId } = await generateVideo(
    fal(endpoint, { apiKey: "key", baseUrl: url }),
    request,
  );
  return providerRequestId ?? "";
}

/** The vendor's own client, sent to the same server. */
export async function client(url: string): Promise<string> {
  const vendor = createFalClient({
    credentials: "key",
    fetch: (input, init) => fetch(moved(url, input), init),
  });
  let id = "";
  await vendor.subscribe(endpoint, { input: request, onEnqueue: (requestId) => (id = requestId) });
  return id;
}

export function moved(url: string, input: string | URL | Request): string {
  const target = new URL(input instanceof Request ? input.url : input);
  return url + target.pathname + target.search;
}
