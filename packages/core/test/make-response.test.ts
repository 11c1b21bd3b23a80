import { expect, test } from "vitest";
import { accessOf, toMedia, withoutBytes } from "../src/make-response.ts";
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

test("a data URL is unpacked; a broken one is paid for too, and comes as it is", () => {
  const link = linkTo("https://gateway.test");
  const gif = toMedia({ url: "data:image/png;base64,R0lGODlh" }, "image", link);
  expect(gif).toEqual({ content: new TextEncoder().encode("GIF89a"), contentType: "image/gif" });
  const broken = "data:image/png;base64,***";
  expect(toMedia({ url: broken }, "image", link)).toMatchObject({ url: broken });
});

test("a raw answer loses its bytes, and a circle in it ends at once", () => {
  const parent: Record<string, unknown> = { name: "parent" };
  parent["children"] = Array.from({ length: 8 }, (_, index) => ({ index, parent }));
  const clean = withoutBytes({ parent, bytes: new Uint8Array(3), text: "A".repeat(5_000) });
  expect(clean).toMatchObject({
    parent: {
      name: "parent",
      children: expect.arrayContaining([{ index: 0, parent: "[circular]" }]),
    },
    bytes: "[3 bytes]",
    text: "[base64, 5000 characters]",
  });
  let deep: unknown = 1;
  for (let index = 0; index < 50; index++) deep = { deep };
  expect(JSON.stringify(withoutBytes(deep))).toContain("[deeper]");
});
