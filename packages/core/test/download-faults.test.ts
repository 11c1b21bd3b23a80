import { mediaBytes } from "@tarash/core";
import { expect, test } from "vitest";
import { HTTPConnectionError } from "../src/errors.ts";
import { toMedia } from "../src/make-response.ts";
import type { LinkContext } from "../src/step.ts";
import { virtualClock } from "../../testing/src/clock.ts";

function linkWith(fetch: typeof globalThis.fetch, clock = virtualClock()): LinkContext {
  const definition = {
    name: "shop",
    env: [],
    hosts: ["https://shop.example"],
    models: {},
    operations: {},
  };
  return { clock, definition, config: { fetch } } as unknown as LinkContext;
}

const page: typeof fetch = () =>
  Promise.resolve(
    new Response("<html>sorry</html>", { headers: { "content-type": "text/html; charset=utf-8" } }),
  );

test("a page that comes instead of an output is no output", async () => {
  const output = toMedia({ url: "https://shop.example/out.mp4" }, "video", linkWith(page));
  await expect(mediaBytes(output)).rejects.toThrow(
    "brought a page (text/html) instead of a medium",
  );
  await expect(mediaBytes(output)).rejects.toBeInstanceOf(HTTPConnectionError);
});

test("the download of an output keeps to the clock of its call", async () => {
  const clock = virtualClock();
  const silent: typeof fetch = (_, init) =>
    new Promise((_resolve, reject) => {
      init?.signal?.addEventListener("abort", () => reject(init.signal?.reason as Error));
      setImmediate(() => clock.advance(300_000));
    });
  const output = toMedia({ url: "https://shop.example/out.mp4" }, "video", linkWith(silent, clock));
  await expect(mediaBytes(output)).rejects.toThrow("took longer than 300000 ms");
});
