import { deliveryOf } from "../src/delivery.ts";
import { expect, test } from "vitest";
import { virtualClock } from "../../testing/src/clock.ts";
import { systemClock } from "../src/clock.ts";
import type { TarashError } from "../src/errors.ts";
import { type HttpContext, callHeader, guardedFetch, httpClient } from "../src/http.ts";
import { closedPort, rejection, serve, stalled } from "./web-server.ts";

const host = "https://api.vendor.test";

function context(more: Partial<HttpContext> = {}): HttpContext {
  return {
    provider: "vendor",
    model: "m",
    hosts: [host, "https://queue.vendor.test"],
    fetch,
    authorization: { "x-vendor-key": "canary-key" },
    signal: new AbortController().signal,
    clock: systemClock,
    timeoutMs: 60_000,
    ...more,
  };
}

/** A client whose `fetch` only writes down where requests would go. */
function recorded(more: Partial<HttpContext> = {}) {
  const asked: { url: string; headers: Headers; redirect: string | undefined }[] = [];
  const send = async (url: unknown, init: RequestInit = {}): Promise<Response> => {
    asked.push({ url: String(url), headers: new Headers(init.headers), redirect: init.redirect });
    return new Response("{}");
  };
  const own = context({ fetch: send as typeof fetch, ...more });
  return { asked, http: httpClient(own, guardedFetch(own)) };
}

test.each([
  [undefined, "/v1/jobs?a=1", "https://api.vendor.test/v1/jobs?a=1"],
  ["http://gateway.test", "/v1/jobs?a=1", "http://gateway.test/v1/jobs?a=1"],
  ["http://gateway.test:8080/", "/v1/jobs", "http://gateway.test:8080/v1/jobs"],
  ["http://gateway.test/fal", "/v1/jobs", "http://gateway.test/fal/v1/jobs"],
  ["http://gateway.test/v1", "/v1/jobs", "http://gateway.test/v1/jobs"],
  ["http://gateway.test/a/v1/", "/v1/jobs", "http://gateway.test/a/v1/jobs"],
  ["http://gateway.test/v1", "/v10/jobs", "http://gateway.test/v1/v10/jobs"],
  ["http://gateway.test/x", "https://queue.vendor.test/y", "http://gateway.test/x/y"],
  ["http://gateway.test/x", "http://gateway.test/x/y", "http://gateway.test/x/y"],
  ["http://gateway.test", "https://storage.test/put?sig=1", "https://storage.test/put?sig=1"],
])("with the base URL %s, %s is asked at %s", async (baseUrl, path, url) => {
  const { asked, http } = recorded({ baseUrl });
  await http.json(path);
  expect(asked[0]?.url).toBe(url);
});

test("key and caller's headers go to the vendor or the caller's base URL, and nowhere else", async () => {
  const headers = { "x-team": "blue" };
  const foreign = { authorization: "Bearer x", "X-Api-Key": "x", cookie: "x", accept: "a/b" };
  for (const [baseUrl, url, own] of [
    [undefined, `${host}/x`, true],
    [undefined, "https://queue.vendor.test/x", true],
    ["http://gateway.test", `${host}/x`, true],
    ["http://gateway.test", "http://gateway.test/x", true],
    [undefined, "https://storage.test/x", false],
    [undefined, "http://api.vendor.test/x", false],
    [undefined, "https://api.vendor.test:444/x", false],
    [undefined, "https://api.vendor.test.evil.test/x", false],
    [undefined, "https://api.vendor.test@evil.test/x", false],
    ["http://gateway.test", "https://gateway.test/x", false],
  ] as const) {
    const { asked, http } = recorded({ headers, baseUrl });
    await http.json(url, { headers: foreign });
    const sent = asked[0]?.headers;
    expect([url, sent?.get("x-vendor-key")]).toEqual([url, own ? "canary-key" : null]);
    expect([url, sent?.get("authorization")]).toEqual([url, own ? "Bearer x" : null]);
    expect([url, sent?.get("x-api-key")]).toEqual([url, own ? "x" : null]);
    expect([url, sent?.get("cookie")]).toEqual([url, own ? "x" : null]);
    expect([url, sent?.get("x-team")]).toEqual([url, own ? "blue" : null]);
    expect(sent?.get("accept")).toBe("a/b");
    expect(asked[0]?.redirect).toBe(own ? "manual" : "follow");
  }
});

test("an unauthorized request carries no key, and the step's own header never leaves", async () => {
  const { asked, http } = recorded();
  await http.json("/x", { authorized: false, headers: { [callHeader]: "1" } });
  expect(asked[0]?.headers.get("x-vendor-key")).toBeNull();
  expect(asked[0]?.headers.get(callHeader)).toBeNull();
});

test("a redirect of the API is not followed with the key", async () => {
  const thief = await serve((_, response) => response.end("{}"));
  const api = await serve((_, response) => response.writeHead(302, { location: thief.url }).end());
  const own = context({ baseUrl: api.url });
  const error = (await rejection(httpClient(own, guardedFetch(own)).json("/x"))) as TarashError;
  expect(error.name).toBe("HTTPError");
  expect([error.statusCode, error.delivery]).toEqual([302, "unknown"]);
  expect(thief.requests).toHaveLength(0);
});

test("JSON, forms, queries and methods arrive as they were meant", async () => {
  const { url, requests } = await serve((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += String(chunk)));
    request.on("end", () => response.end(JSON.stringify({ body, method: request.method })));
  });
  const own = context({ baseUrl: url });
  const http = () => httpClient(own, guardedFetch(own));
  expect(await http().json("/a", { json: { b: 1 } })).toEqual({ body: '{"b":1}', method: "POST" });
  expect(requests[0]?.headers["content-type"]).toBe("application/json");
  expect(await http().json("/a", { method: "DELETE" })).toEqual({ body: "", method: "DELETE" });
  await http().json("/a?x=1", { query: { y: 2, z: undefined, ok: true } });
  expect(requests[2]?.url).toBe("/a?x=1&y=2&ok=true");
  const form = new FormData();
  form.set("file", new Blob(["x"]), "a.txt");
  await http().json("/a", { form });
  expect(requests[3]?.headers["content-type"]).toMatch(/^multipart\/form-data; boundary=/);
  const { content } = await http().bytes("/a");
  expect(new TextDecoder().decode(content)).toBe('{"body":"","method":"GET"}');
});

test("an answer that is no JSON is a connection error of unknown fate that shows its beginning", async () => {
  const { url } = await serve((_, response) => response.end("<html>captive portal"));
  const own = context({ baseUrl: url });
  const error = (await rejection(httpClient(own, guardedFetch(own)).json("/x"))) as TarashError;
  expect([error.name, error.delivery]).toEqual(["HTTPConnectionError", "unknown"]);
  expect(error.message).toMatch(
    /the answer of \/x is not JSON \(starts with "<html>captive portal"\)/,
  );
});

test("a body that breaks off is an error of unknown fate", async () => {
  const { url } = await serve((_, response) => {
    response.writeHead(200, { "content-length": "100" });
    response.write('{"half":', () => response.destroy());
  });
  const own = context({ baseUrl: url });
  const error = (await rejection(httpClient(own, guardedFetch(own)).json("/x"))) as TarashError;
  expect([error.name, error.delivery]).toEqual(["HTTPConnectionError", "unknown"]);
});

test("a failed answer is read up to its limit, and given to the provider to judge", async () => {
  const { url } = await serve((_, response) =>
    response.writeHead(400, { "x-request-id": "r9" }).end(JSON.stringify({ code: "nsfw" })),
  );
  const seen: unknown[] = [];
  const own = context({
    baseUrl: url,
    readFailure(answer) {
      seen.push(answer.body);
      return { message: "not allowed", moderated: true };
    },
  });
  const error = (await rejection(
    httpClient(own, guardedFetch(own)).json("/x?key=s3cret"),
  )) as TarashError;
  expect(seen).toEqual([{ code: "nsfw" }]);
  expect(error.name).toBe("ContentModerationError");
  expect([error.statusCode, error.providerRequestId]).toEqual([400, "r9"]);
  expect(error.message).not.toContain("s3cret");
});

test("an SDK's second try after a failure gets the same error without a request", async () => {
  const { url, requests } = await serve((_, response) => response.writeHead(500).end());
  const guarded = guardedFetch(context({ baseUrl: url }));
  const first = await rejection(guarded(`${host}/x`));
  expect(await rejection(guarded(`${host}/x`))).toBe(first);
  expect(guarded.failure()).toBe(first);
  expect(requests).toHaveLength(1);
});

test("the time limit holds while the headers are awaited, though fetch does not mind signals", async () => {
  const clock = virtualClock();
  let reached: () => void = () => undefined;
  const waiting = new Promise<void>((resolve) => (reached = resolve));
  const { url } = await serve(() => reached());
  const deaf = ((input: URL) => fetch(input)) as typeof fetch;
  const own = context({ baseUrl: url, clock, timeoutMs: 1_000, fetch: deaf });
  const result = rejection(httpClient(own, guardedFetch(own)).json("/x"));
  await waiting;
  clock.advance(1_001);
  const error = (await result) as TarashError;
  expect([error.name, error.delivery]).toEqual(["TimeoutError", "unknown"]);
  expect(error.message).toMatch(
    /^vendor m: no answer to GET http:\/\/127.0.0.1:\d+\/x within 1000 ms/,
  );
});

test("the time limit holds while the body is awaited, though fetch does not mind signals", async () => {
  const clock = virtualClock();
  const { fetch, reached } = stalled("{");
  const own = context({ clock, timeoutMs: 1_000, fetch });
  const result = rejection(httpClient(own, guardedFetch(own)).json("/x"));
  await reached;
  clock.advance(1_001);
  expect((await result).name).toBe("TimeoutError");
});

test("a Request keeps its method, body, headers and signal", async () => {
  const { url, requests } = await serve((request, response) => {
    request.resume();
    if (request.url === "/hang") return;
    response.end("{}");
  });
  const guarded = guardedFetch(context({ baseUrl: url }));
  await guarded(new Request(`${host}/x`, { method: "PUT", body: "hi", headers: { a: "b" } }));
  expect([requests[0]?.method, requests[0]?.headers["a"]]).toEqual(["PUT", "b"]);
  const abort = new AbortController();
  const hanging = rejection(
    guardedFetch(context({ baseUrl: url }))(new Request(`${host}/hang`, { signal: abort.signal })),
  );
  abort.abort();
  expect((await hanging).name).toBe("HTTPConnectionError");
});

test.each([
  [{ code: "ECONNREFUSED" }, "unsent"],
  [new TypeError("fetch failed", { cause: { code: "ENOTFOUND" } }), "unsent"],
  [new Error("x", { cause: new AggregateError([{ code: "ECONNREFUSED" }]) }), "unsent"],
  [{ code: "ETIMEDOUT", syscall: "connect" }, "unsent"],
  [{ code: "ETIMEDOUT", syscall: "read" }, "unknown"],
  [{ code: "ECONNRESET" }, "unknown"],
  [{ code: "EPIPE" }, "unknown"],
  [new Error("no code"), "unknown"],
  [undefined, "unknown"],
])("%# a failure whose request was %s", (error, delivery) => {
  expect(deliveryOf(error)).toBe(delivery);
});

test("a refused connection was surely not sent, and says where it went without its query", async () => {
  const own = context({ baseUrl: `http://127.0.0.1:${await closedPort()}` });
  const error = (await rejection(
    httpClient(own, guardedFetch(own)).json("/x?key=s3cret"),
  )) as TarashError;
  expect([error.name, error.delivery]).toEqual(["HTTPConnectionError", "unsent"]);
  expect(error.message).toMatch(/no connection for GET http:\/\/127\.0\.0\.1:\d+\/x: /);
  expect(error.message).not.toContain("s3cret");
});
