import { expect, test } from "vitest";
import { defineProvider, image, passthroughField } from "../src/authoring.ts";
import { TimeoutError } from "../src/errors.ts";
import { generateImage } from "../src/generators.ts";
import { MemoryJobStore } from "../src/job-store.ts";
import { resumeJob } from "../src/resuming.ts";

/** A vendor of which some models answer at once and others make jobs, behind one adapter. */
const mixed = defineProvider({
  name: "mixed",
  env: [],
  hosts: ["https://mixed.test"],
  models: { image: { quick: image({ prompt: passthroughField("prompt") }) } },
  operations: {
    image: {
      submit: () =>
        Promise.resolve({ finished: { media: [{ content: new Uint8Array([0x89, 0x50]) }] } }),
      check: () => Promise.resolve({ status: "processing" }),
    },
  },
});

test("an answer at once cannot be taken up again, though the adapter could look at jobs", async () => {
  const jobStore = new MemoryJobStore();
  const { job } = await generateImage(mixed("quick"), { prompt: "a fox" }, { jobStore });
  expect(job.resumable).toBe(false);
  expect(await jobStore.read(job.id)).toMatchObject({
    state: "completed",
    ref: { resumable: false },
  });
  await expect(resumeJob(job, { provider: mixed })).rejects.toThrow("cannot be taken up again");
});

test.each([
  ["a model that answers at once", true, "TimeoutError"],
  ["a model that makes jobs", false, "SubmitUnknownError"],
])("the time-out of %s is told as what it is", async (_, answersAtOnce, name) => {
  const late = defineProvider({
    ...mixed.definition,
    models: { image: { quick: image({ prompt: passthroughField("prompt") }, { answersAtOnce }) } },
    operations: {
      image: {
        ...mixed.definition.operations.image,
        submit: () =>
          Promise.reject(new TimeoutError("no answer", { delivery: "unknown", timeoutMs: 5 })),
      },
    },
  });
  const made = generateImage(late("quick"), { prompt: "a fox" });
  await expect(made).rejects.toMatchObject({
    name,
    executionMetadata: { attempts: [{ billing: "possible" }] },
  });
});
