import { expect, test } from "vitest";
import { errorFromAnswer, messageOf, readFailureBody } from "../src/failed-answer.ts";

const who = { provider: "vendor", model: "m", where: "POST https://v.test/x", now: 0 };

function answer(status: number, body: unknown = {}, headers: Record<string, string> = {}) {
  return errorFromAnswer(
    { status, body, headers: new Headers(headers), url: "https://v.test/x" },
    undefined,
    who,
  );
}

test.each([
  [302, "HTTPError", "unknown"],
  [400, "ValidationError", "refused"],
  [401, "AuthenticationError", "refused"],
  [402, "HTTPError", "refused"],
  [403, "AuthenticationError", "refused"],
  [404, "HTTPError", "refused"],
  [408, "HTTPError", "unknown"],
  [409, "HTTPError", "refused"],
  [413, "HTTPError", "refused"],
  [422, "ValidationError", "refused"],
  [425, "HTTPError", "refused"],
  [429, "RateLimitError", "refused"],
  [500, "HTTPError", "unknown"],
  [502, "HTTPError", "unknown"],
  [503, "HTTPError", "refused"],
  [504, "HTTPError", "unknown"],
  [524, "HTTPError", "unknown"],
])("status %i becomes %s, its submit %s", (status, name, delivery) => {
  const error = answer(status);
  expect(error.name).toBe(name);
  expect(error.delivery).toBe(delivery);
  expect(error.statusCode).toBe(status);
});

test("the vendor's own word on moderation and bad input counts for more than the status", () => {
  const facts = { status: 500, body: {}, headers: new Headers(), url: "" };
  expect(errorFromAnswer(facts, { message: "no", moderated: true }, who).name).toBe(
    "ContentModerationError",
  );
  expect(errorFromAnswer(facts, { message: "no", invalid: true }, who).name).toBe(
    "ValidationError",
  );
});

test("the message says who, what and why, and 401 asks for another key", () => {
  const error = answer(401, { error: { message: "no such key" } }, { "x-request-id": "r1" });
  expect(error.message).toBe(
    "vendor m: 401 for POST https://v.test/x: no such key. Another key or account?",
  );
  expect(error.providerRequestId).toBe("r1");
  expect(error.rawResponse).toEqual({ error: { message: "no such key" } });
});

test.each([
  [{ detail: [{ msg: "too long" }, { msg: "too wide" }] }, "too long; too wide"],
  [{ error: "plain" }, "plain"],
  [{ errors: ["a", "b"] }, "a; b"],
  ["<html><body><h1>Bad</h1> gateway</body></html>", "Bad gateway"],
  ["", undefined],
  [{}, undefined],
  [null, undefined],
  [7, undefined],
])("finds the words in %j", (body, words) => {
  expect(messageOf(body)).toBe(words);
});

test("a hostile body is read in proportion to its length", () => {
  const start = performance.now();
  messageOf("<".repeat(65_536));
  expect(performance.now() - start).toBeLessThan(500);
});

test("a failure body is read up to 64 KiB, and what is no JSON stays text", async () => {
  let chunks = 0;
  let cancelled = false;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      chunks++;
      controller.enqueue(new Uint8Array(16 * 1024).fill(97));
    },
    cancel() {
      cancelled = true;
    },
  });
  const text = (await readFailureBody(new Response(endless))) as string;
  expect(text.length).toBe(64 * 1024);
  expect(chunks).toBeLessThan(10);
  expect(cancelled).toBe(true);
  expect(await readFailureBody(new Response('{"a":1}'))).toEqual({ a: 1 });
  expect(await readFailureBody(new Response(null, { status: 502 }))).toBe("");
});

test("a body that breaks off does not hide the status", async () => {
  const broken = new ReadableStream({
    start: (controller) => controller.error(new Error("reset")),
  });
  expect(await readFailureBody(new Response(broken))).toBe("");
});
