import { expect, test } from "vitest";
import { accessOf, toMedia } from "../src/make-response.ts";
import { defineProvider } from "../src/provider.ts";
import type { LinkContext } from "../src/step.ts";

const provider = defineProvider({
  name: "vendor",
  env: [],
  hosts: ["https://api.vendor.test"],
  authorization: (key) => ({ authorization: `Bearer ${key}` }),
  models: {},
  operations: {},
});

function linkTo(baseUrl: string): LinkContext {
  const config = { provider, apiKey: "key", baseUrl };
  return { definition: provider.definition, config } as unknown as LinkContext;
}

test("an output that needs the key is read behind the caller's baseUrl, another where the vendor put it", () => {
  const link = linkTo("https://gateway.test/prefix");
  const url = "https://api.vendor.test/v1/videos/7/content?a=1";
  const guarded = toMedia({ url, needsKey: true }, "video", link);
  expect(guarded.url).toBe("https://gateway.test/prefix/v1/videos/7/content?a=1");
  expect(accessOf(guarded).headers).toEqual({ authorization: "Bearer key" });
  const open = toMedia({ url: "https://cdn.vendor.test/7.mp4" }, "video", link);
  expect(open.url).toBe("https://cdn.vendor.test/7.mp4");
  expect(accessOf(open).headers).toEqual({});
});
