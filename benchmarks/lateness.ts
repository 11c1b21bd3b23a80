import { createFalClient } from "@fal-ai/client";
import { generateVideo } from "@tarash/core";
import { fal } from "@tarash/provider-fal";
import { median, row, type Row } from "./measure.ts";
import type { QueueServer } from "./queue-server.ts";

const request = { prompt: "a cat" };
const endpoint = "fal-ai/veo3.1";

const lengths = [3_000, 3_700, 4_300, 5_000, 5_700, 6_300, 7_000];
/** Jobs of each length; they run side by side, as they mostly wait. */
const each = 5;

interface Noticed {
  /** Median, in milliseconds. */
  readonly late: number;
  readonly requests: number;
}

/** How late a finished job is noticed, and with how many requests; jobs of 3 to 7 seconds. */
export async function lateness(queue: QueueServer): Promise<readonly Row[]> {
  const polling = await noticed(queue, false, tarash);
  const peer = await noticed(queue, false, client);
  const streaming = await noticed(queue, true, tarash);
  return [
    row(
      "a finished job is noticed after, median (polling)",
      `${polling.late.toFixed(0)} ms (@fal-ai/client: ${peer.late.toFixed(0)} ms)`,
      "≤ 200 ms",
      polling.late <= 200,
    ),
    row(
      `… requests for ${lengths.length * each} jobs`,
      `${polling.requests} (@fal-ai/client: ${peer.requests})`,
      "no more",
      polling.requests <= peer.requests,
    ),
    row(
      "… where the vendor streams",
      `${streaming.late.toFixed(0)} ms, ${streaming.requests} requests`,
      "≤ 30 ms",
      streaming.late <= 30,
    ),
  ];
}

async function noticed(
  queue: QueueServer,
  streams: boolean,
  run: (url: string) => Promise<string>,
): Promise<Noticed> {
  const late: Promise<number>[] = [];
  let requests = 0;
  for (const length of lengths) {
    queue.reset(length, streams);
    for (let index = 0; index < each; index++) {
      late.push(run(queue.url).then((id) => Date.now() - queue.doneAt(id)));
    }
    // The server gives a job the length that holds when it is submitted.
    await new Promise((resolve) => setTimeout(resolve, 300));
    requests += queue.requests();
  }
  queue.reset(0, streams);
  const times = await Promise.all(late);
  return { late: median(times), requests: requests + queue.requests() };
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
