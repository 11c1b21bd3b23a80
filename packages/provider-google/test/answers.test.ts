import { readdirSync, readFileSync } from "node:fs";
import { generateImage, generateVideo } from "@tarash/core";
import { startFakeGoogle, virtualClock } from "@tarash/testing";
import { expect, test } from "vitest";
import { withKey, withProject } from "./subject.ts";

/** An answer of Google's, and what must come of it. */
interface Case {
  readonly model: string;
  readonly place: "key" | "project";
  readonly step: "submit" | "poll";
  readonly status: number;
  readonly body: unknown;
  readonly error: string;
  readonly message: string;
}

const folder = new URL("fixtures/answers/", import.meta.url);
const cases = readdirSync(folder).map((name): [string, Case] => [
  name.replace(/\.json$/, "").replaceAll("-", " "),
  JSON.parse(readFileSync(new URL(name, folder), "utf8")) as Case,
]);

test.each(cases)("%s", async (_name, { model, place, step, status, body, error, message }) => {
  const clock = virtualClock();
  await using fake = await startFakeGoogle({ clock });
  fake.fault(step, { kind: "status", status, json: body }, { times: 10_000 });
  const options = { timeoutMs: 60_000, retry: { limit: 0 } };
  const config = (place === "key" ? withKey : withProject)(fake, model, options);
  const call = /image|imagen/.test(model)
    ? generateImage(config, { prompt: "a fox" }, { clock })
    : generateVideo(config, { prompt: "a fox" }, { clock });
  await expect(call).rejects.toMatchObject({
    name: error,
    message: expect.stringContaining(message),
  });
});
