import { expect, test } from "vitest";
import { virtualClock } from "../../testing/src/clock.ts";
import { type DownloadContext, download, readAll } from "../src/download.ts";
import type { TarashError } from "../src/errors.ts";
import { mediaBytes, mediaStream } from "../src/output.ts";
import { rejection, serve, stalled } from "./web-server.ts";

const open = { allowPrivateAddresses: true };
const fetchAll = async (url: string, context: DownloadContext = {}): Promise<string> =>
  new TextDecoder().decode(await readAll((await download(url, context)).body));

test("redirects are followed one by one, relative ones too", async () => {
  const { url, requests } = await serve((request, response) => {
    if (request.url === "/a") response.writeHead(302, { location: "/b" }).end();
    else if (request.url === "/b") response.writeHead(307, { location: "c?x=1" }).end("old");
    else response.writeHead(200, { "content-type": "video/mp4; x=y" }).end("video");
  });
  const { body, contentType } = await download(`${url}/a`, open);
  expect(new TextDecoder().decode(await readAll(body))).toBe("video");
  expect(contentType).toBe("video/mp4");
  expect(requests.map((request) => request.url)).toEqual(["/a", "/b", "/c?x=1"]);
});

test("a circle of redirects ends", async () => {
  const { url, requests } = await serve((_, response) =>
    response.writeHead(302, { location: "/again" }).end(),
  );
  const error = await rejection(fetchAll(url, open));
  expect(error.message).toMatch(/redirected more than 5 times/);
  expect(requests).toHaveLength(6);
});

test("a trusted host that redirects to a private address is not followed there", async () => {
  const inner = await serve((_, response) => response.end("secret"));
  const outer = await serve((_, response) =>
    response.writeHead(302, { location: `http://localhost:${inner.port}/` }).end(),
  );
  const error = await rejection(fetchAll(outer.url, { trustedOrigins: [outer.url] }));
  expect(error.name).toBe("ValidationError");
  expect(error.message).toMatch(/private network; set allowPrivateAddresses/);
  expect(inner.requests).toHaveLength(0);
});

test.each([
  ["file:///etc/passwd", /only http and https/],
  ["data:text/plain,x", /only http and https/],
  ["gs://bucket/x", /only http and https/],
  ["no url", /no URL that can be downloaded/],
  ["http://127.0.0.1:1/x", /private network/],
  ["http://2130706433/x", /private network/],
  ["http://[::ffff:127.0.0.1]/x", /private network/],
  ["http://[::127.0.0.1]/x", /private network/],
  ["http://localhost:1/x", /private network/],
  ["https://ada:pass-word@h.test/x", /user name or password/],
])("%s is not downloaded", async (url, message) => {
  const fetch = (): never => {
    throw new Error("asked the network");
  };
  const error = await rejection(fetchAll(url, { fetch }));
  expect(error.name).toBe("ValidationError");
  expect(error.message).toMatch(message);
  expect(error.message).not.toContain("pass-word");
});

test("a redirect to a file, or to nowhere, is refused", async () => {
  for (const location of ["file:///etc/passwd", "http://", "ftp://h.test/"]) {
    const { url } = await serve((_, response) => response.writeHead(302, { location }).end());
    const error = await rejection(fetchAll(url, open));
    expect(error.message).toMatch(/only http and https|redirected to no URL/);
  }
});

test("a name of a private address is refused, whatever the name", async () => {
  const { getBuiltinModule } = process;
  const asked: string[] = [];
  process.getBuiltinModule = ((name: string) => ({
    lookup: async (host: string) => {
      asked.push(`${name} ${host}`);
      return [{ address: "93.184.216.34" }, { address: "10.0.0.8" }];
    },
  })) as typeof getBuiltinModule;
  try {
    const error = await rejection(fetchAll("https://rebind.example.com/x"));
    expect(error.message).toMatch(/private network/);
    expect(asked).toEqual(["node:dns/promises rebind.example.com"]);
  } finally {
    process.getBuiltinModule = getBuiltinModule;
  }
});

test("the key goes to trusted origins only, also across a redirect", async () => {
  const foreign = await serve((_, response) => response.end("video"));
  const vendor = await serve((_, response) =>
    response.writeHead(302, { location: foreign.url }).end(),
  );
  await fetchAll(vendor.url, {
    ...open,
    headers: { authorization: "Key canary" },
    trustedOrigins: [vendor.url],
  });
  expect(vendor.requests[0]?.headers.authorization).toBe("Key canary");
  expect(foreign.requests[0]?.headers.authorization).toBeUndefined();
});

test("a body that is announced as too long is not read", async () => {
  const { url } = await serve((_, response) => {
    response.writeHead(200, { "content-length": "1000" });
    response.write("start");
  });
  const error = await rejection(fetchAll(url, { ...open, maxBytes: 999 }));
  expect(error.name).toBe("ValidationError");
  expect(error.message).toMatch(/has 1000 bytes, more than the allowed 999/);
});

test("a body that turns out too long is cut off", async () => {
  const { url } = await serve((_, response) => {
    response.writeHead(200);
    response.write("x".repeat(600));
    response.end("x".repeat(600));
  });
  const error = await rejection(fetchAll(url, { ...open, maxBytes: 1_000 }));
  expect(error.message).toMatch(/more than the allowed 1000 bytes/);
  expect(await fetchAll(url, { ...open, maxBytes: 1_200 })).toHaveLength(1_200);
});

test("a body that ends early is an error, not a short file", async () => {
  const { url } = await serve((_, response) => {
    response.writeHead(200, { "content-length": "100" });
    response.write("half", () => response.destroy());
  });
  expect((await rejection(fetchAll(url, open))).name).toBe("HTTPConnectionError");
  const short = async (): Promise<Response> =>
    new Response("half", { headers: { "content-length": "100" } });
  const error = await rejection(fetchAll("https://1.1.1.1/x", { fetch: short }));
  expect(error.message).toMatch(/ended after 4 of 100 bytes/);
});

test("a compressed body is not held to the length of its compressed form", async () => {
  const plain = async (): Promise<Response> =>
    new Response("longer than that", {
      headers: { "content-length": "4", "content-encoding": "gzip" },
    });
  expect(await fetchAll("https://1.1.1.1/x", { fetch: plain })).toBe("longer than that");
});

test.each([403, 404, 410])("status %i says that outputs expire", async (status) => {
  const { url } = await serve((_, response) => response.writeHead(status).end("gone"));
  const error = (await rejection(fetchAll(`${url}/v.mp4?sig=s3cret`, open))) as TarashError;
  expect(error.name).toBe("HTTPError");
  expect(error.statusCode).toBe(status);
  expect(error.message).toMatch(/expire/);
  expect(error.message).not.toContain("s3cret");
});

test("a refused connection is a connection error", async () => {
  const error = await rejection(fetchAll("http://127.0.0.1:1/", open));
  expect(error.name).toBe("HTTPConnectionError");
});

test("the time limit holds while the headers are awaited", async () => {
  const clock = virtualClock();
  let reached: () => void = () => undefined;
  const waiting = new Promise<void>((resolve) => (reached = resolve));
  const { url } = await serve(() => reached());
  const deaf = ((input: URL) => fetch(input)) as typeof fetch;
  for (const more of [{}, { fetch: deaf }]) {
    const result = rejection(fetchAll(url, { ...open, clock, timeoutMs: 1_000, ...more }));
    await waiting;
    clock.advance(1_001);
    const error = await result;
    expect(error.name).toBe("TimeoutError");
    expect(error.message).toMatch(/took longer than 1000 ms/);
  }
});

test("the time limit holds while the body is awaited, though fetch does not mind signals", async () => {
  const clock = virtualClock();
  const { fetch, reached } = stalled("start");
  const result = rejection(fetchAll("https://1.1.1.1/x", { clock, timeoutMs: 1_000, fetch }));
  await reached;
  clock.advance(1_001);
  expect((await result).name).toBe("TimeoutError");
});

test("an abort ends a download as cancelled", async () => {
  const abort = new AbortController();
  const { url } = await serve((_, response) => {
    response.writeHead(200).write("start");
    abort.abort(new Error("enough"));
  });
  const error = await rejection(fetchAll(url, { ...open, signal: abort.signal }));
  expect(error.name).toBe("CancelledError");
  expect((error.cause as Error).message).toBe("enough");
});

test("mediaBytes and mediaStream read every form of a medium", async () => {
  const bytes = new TextEncoder().encode("GIF89a");
  const { url } = await serve((_, response) => response.end(bytes));
  for (const media of [
    bytes,
    "R0lGODlh",
    new Blob([bytes]),
    { content: bytes },
    { url, contentType: "" },
    url,
  ]) {
    expect(Buffer.from(await mediaBytes(media, open)).toString()).toBe("GIF89a");
    expect(Buffer.from(await readAll(await mediaStream(media, open))).toString()).toBe("GIF89a");
  }
});
