import { generateVideo, type GenerationConfig, MemoryJobStore, unfinishedJobs } from "@tarash/core";
import { expect, test } from "vitest";
import { virtualClock } from "../src/index.ts";
import { shopWith, startFakeShop, wellMade } from "./shop.ts";

const jobs = 1_000;
const concurrency = 50;

test("a thousand jobs through a limiter of fifty: never more at once, all finish, none starves", async () => {
  const clock = virtualClock();
  await using fake = await startFakeShop({ clock });
  const store = new MemoryJobStore();
  const config: GenerationConfig = {
    provider: shopWith(wellMade),
    model: "shop-1",
    apiKey: fake.apiKey,
    baseUrl: fake.url,
    fetch: fake.fetch,
    timeoutMs: 24 * 60 * 60 * 1_000,
    limits: { concurrency },
  };
  const started = clock.now();
  const acceptedAt: number[] = [];
  const ended = await Promise.allSettled(
    Array.from({ length: jobs }, (_, index) =>
      generateVideo(
        config,
        { prompt: `cat ${index}` },
        {
          clock,
          jobStore: store,
          onAccepted: () => {
            acceptedAt[index] = clock.now() - started;
          },
        },
      ),
    ),
  );
  const whole = clock.now() - started;
  expect(ended.filter(({ status }) => status === "rejected")).toEqual([]);
  expect(fake.accepted).toBe(jobs);
  expect(fake.jobs.mostAtOnce).toBeLessThanOrEqual(concurrency);
  expect(fake.jobs.mostAtOnce).toBeGreaterThan(concurrency / 2);
  expect(await unfinishedJobs(store)).toEqual([]);

  // A fair share of the waiting: as many rounds as there are fifties before it, each as long as the average.
  const round = whole / (jobs / concurrency);
  const unfair = acceptedAt.filter(
    (waited, index) => waited > 2 * round * (Math.floor(index / concurrency) + 1),
  );
  expect(unfair).toEqual([]);
  const prompts = fake.jobs.all.map(({ input }) =>
    Number((input as { prompt: string }).prompt.slice(4)),
  );
  const outOfTurn = prompts.filter((prompt, place) => Math.abs(prompt - place) > concurrency);
  expect(outOfTurn).toEqual([]);
}, 60_000);
