import { expect, test } from "vitest";
import type { MediaForm } from "../src/field-mapper.ts";
import { type Media, lookAtMedia } from "../src/media.ts";
import { MediaSlot, previewSlots } from "../src/media-slot.ts";
import { type PreparationContext, prepareParameters } from "../src/prepare.ts";
import { rejection, serve } from "./web-server.ts";

const gif = new TextEncoder().encode("GIF89a");

function slot(media: Media, accepts: readonly MediaForm[], wrap?: string): MediaSlot {
  return new MediaSlot(lookAtMedia(media, "imageList[0]", "image"), "imageList[0]", accepts, wrap);
}

function context(more: Partial<PreparationContext> = {}): PreparationContext {
  return {
    provider: "vendor",
    model: "m",
    upload: undefined,
    maximumInlineBytes: undefined,
    signal: new AbortController().signal,
    offline: false,
    fetch: () => Promise.reject(new Error("asked the network")),
    trustedOrigins: [],
    ...more,
  };
}

test("what fits stays as it is: no download, no upload", async () => {
  const parameters = { image: slot("https://h.test/a.png", ["url", "data-url"]), n: 1 };
  expect(await prepareParameters(parameters, context())).toEqual({
    image: "https://h.test/a.png",
    n: 1,
  });
});

test("bytes go in the first form that the parameter takes", async () => {
  const one = async (accepts: MediaForm[], wrap?: string): Promise<unknown> =>
    (await prepareParameters({ image: slot(gif, accepts, wrap) }, context()))["image"];
  expect(await one(["url", "upload", "data-url"])).toBe("data:image/gif;base64,R0lGODlh");
  expect(await one(["base64"])).toBe("R0lGODlh");
  expect(await one(["data-url"], "uri")).toEqual({ uri: "data:image/gif;base64,R0lGODlh" });
  expect(await one(["bytes"])).toEqual({
    content: gif,
    contentType: "image/gif",
    fileName: "imageList-0.gif",
  });
});

test("one medium is uploaded once, wherever it stands", async () => {
  const uploads: [string, string][] = [];
  const upload = async (_: Blob, type: string, name: string): Promise<string> => {
    uploads.push([type, name]);
    return `https://store.test/${uploads.length}`;
  };
  const parameters = { first: slot(gif, ["upload"]), list: [{ deep: slot(gif, ["upload"]) }] };
  expect(await prepareParameters(parameters, context({ upload }))).toEqual({
    first: "https://store.test/1",
    list: [{ deep: "https://store.test/1" }],
  });
  expect(uploads).toEqual([["image/gif", "imageList-0.gif"]]);
});

test("a blob without a type, or with a wrong one, goes with the type of its bytes", async () => {
  for (const type of ["", "image/png"]) {
    const image = slot(new Blob([gif], { type }), ["data-url"]);
    expect(await prepareParameters({ image }, context())).toEqual({
      image: "data:image/gif;base64,R0lGODlh",
    });
  }
});

test("a page that calls itself an image is refused, as a blob and behind a URL", async () => {
  const page = "<!doctype html><title>Login</title>";
  const blob = slot(new Blob([page], { type: "image/png" }), ["data-url"]);
  const fromBlob = await rejection(prepareParameters({ blob }, context()));
  expect(fromBlob.message).toBe("vendor m: imageList[0] holds no media (got text/html, 35 bytes)");
  const { url } = await serve((_, response) =>
    response.writeHead(200, { "content-type": "image/png" }).end(page),
  );
  const image = slot(`${url}/a.png?sig=s3cret`, ["base64"]);
  const fromUrl = await rejection(
    prepareParameters({ image }, context({ fetch, trustedOrigins: [url] })),
  );
  expect(fromUrl.message).toMatch(/imageList\[0\]: .* holds no media \(got text\/html, 35 bytes\)/);
  expect(fromUrl.message).not.toContain("s3cret");
});

test("a URL is downloaded only where the parameter cannot take it, and never from a private host", async () => {
  const { url, requests } = await serve((_, response) => response.end(gif));
  const image = slot(url, ["base64"]);
  const refused = await rejection(prepareParameters({ image }, context({ fetch })));
  expect(refused.message).toMatch(/private network/);
  expect(requests).toHaveLength(0);
  const trusted = context({ fetch, trustedOrigins: [url] });
  expect(await prepareParameters({ image }, trusted)).toEqual({ image: "R0lGODlh" });
});

test("a mocked job downloads nothing", async () => {
  const image = slot("https://h.test/a.png", ["base64"]);
  expect(await prepareParameters({ image }, context({ offline: true }))).toEqual({
    image: "https://h.test/a.png",
  });
});

test("what cannot be sent is said with what can", async () => {
  const onlyUrls = await rejection(prepareParameters({ image: slot(gif, ["url"]) }, context()));
  expect(onlyUrls.message).toBe(
    "vendor m: imageList[0] must be given as url (got image/gif as bytes)",
  );
  const bucket = await rejection(
    prepareParameters({ image: slot("gs://b/a.png", ["data-url"]) }, context()),
  );
  expect(bucket.message).toMatch(/must be given as data-url \(got gs: URLs\)/);
  const large = await rejection(
    prepareParameters({ image: slot(gif, ["data-url"]) }, context({ maximumInlineBytes: 5 })),
  );
  expect(large.message).toMatch(/has 6 bytes, more than the 5 that may be sent inline; give a URL/);
});

test("a preview names what would be uploaded or downloaded, with size and digest", async () => {
  const shown = await previewSlots({
    a: slot("https://h.test/a.png", ["url"]),
    b: slot("https://h.test/a.png", ["base64"]),
    c: [slot(gif, ["upload"], "url")],
  });
  expect(shown).toEqual({
    a: "https://h.test/a.png",
    b: { download: "https://h.test/a.png" },
    c: [
      {
        url: {
          upload: "imageList[0]",
          bytes: 6,
          sha256: "610f5ae4d76e332636a17bd357fd6ce99029316a99d320280d4d77a746bf29e8",
        },
      },
    ],
  });
});
