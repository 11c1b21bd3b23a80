import { virtualClock } from "@tarash/testing";
import { expect, test } from "vitest";
import { defineProvider, passthroughField, video } from "../src/authoring.ts";
import { describeModel } from "../src/catalogue.ts";
import { generateVideo } from "../src/generators.ts";

let checks = 0;
const slow = defineProvider({
  name: "slow",
  env: [],
  hosts: ["https://slow.test"],
  models: {
    video: { reel: video({ prompt: passthroughField("prompt") }, { typicalSeconds: 40 }) },
  },
  operations: {
    video: {
      submit: async () => ({ accepted: "1" }),
      check: async () => {
        checks++;
        return { status: "processing" };
      },
    },
  },
});

test("a job is looked at maxPollAttempts times and once more before giving up, and the error says so", async () => {
  const made = generateVideo(
    slow("reel", { maxPollAttempts: 3 }),
    { prompt: "a" },
    { clock: virtualClock() },
  );
  await expect(made).rejects.toMatchObject({
    name: "TimeoutError",
    message: expect.stringContaining("not finished after 3 checks"),
    job: { remoteId: "1" },
  });
  expect(checks).toBe(4);
});

test("the usual length of a job can be asked for", () => {
  expect(describeModel(slow, "reel").typicalSeconds).toBe(40);
});
