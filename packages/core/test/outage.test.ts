import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { virtualClock } from "@tarash/testing";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { defineProvider, passthroughField, video } from "../src/authoring.ts";
import { generateVideo } from "../src/generators.ts";

const seen: string[] = [];
let status = 503;
const server = createServer((request, response) => {
  seen.push(request.method ?? "");
  response.writeHead(status, { "content-type": "application/json" }).end('{"id":"1"}');
});
let baseUrl = "";
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
beforeEach(() => seen.splice(0));

const shaky = defineProvider({
  name: "shaky",
  env: [],
  hosts: ["https://shaky.test"],
  models: { video: { reel: video({ prompt: passthroughField("prompt") }) } },
  operations: {
    video: {
      async submit({ http, parameters }) {
        await http.json("/jobs", { json: parameters });
        return { finished: { media: [{ url: "https://shaky.test/a.mp4" }] } };
      },
    },
  },
});
const steady = { generateVideo: async () => ({ video: "https://steady.test/b.mp4" }) };

test("an outage is met by few submits: the chain moves on at once, and a question that buys nothing ends it", async () => {
  const clock = virtualClock();
  const config = shaky("reel", {
    baseUrl,
    retry: { limit: 0 },
    limits: { breaker: { failures: 3, coolDownMs: 20_000 } },
    fallbackConfigs: [{ provider: steady, model: "any" }],
  });
  const make = async (): Promise<string | undefined> =>
    (await generateVideo(config, { prompt: "a cat" }, { clock })).video.url;

  for (let call = 0; call < 10; call++) expect(await make()).toBe("https://steady.test/b.mp4");
  expect(seen).toEqual(["POST", "POST", "POST"]);

  clock.advance(20_000);
  expect(await make()).toBe("https://steady.test/b.mp4");
  expect(seen.slice(3)).toEqual(["HEAD"]);

  status = 200;
  clock.advance(20_000);
  expect(await make()).toBe("https://shaky.test/a.mp4");
  expect(seen.slice(4)).toEqual(["HEAD", "POST"]);
});
