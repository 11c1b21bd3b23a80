import { afterEach, expect, test } from "vitest";
import {
  array,
  assert,
  constant,
  dictionary,
  integer,
  letrec,
  oneof,
  property,
  string,
} from "fast-check";
import { inspect } from "node:util";
import { TarashError, ValidationError, isTarashError } from "../src/errors.ts";
import { boundLog, setLogger } from "../src/log.ts";
import { redact, redactText, rememberSecret } from "../src/redact.ts";

const canary = "canary-7f3a/+secret=9";
rememberSecret(canary);
afterEach(() => setLogger(undefined));

/** Everything that a reader could ever see of a value. */
function everything(value: unknown): string {
  return inspect(value, { depth: 20, showHidden: true, maxStringLength: null });
}

test("a secret is hidden under every usual name, at any depth, in lists, maps, sets and headers", () => {
  const names = [
    "apiKey",
    "api_key",
    "api-key",
    "x-api-key",
    "xi-api-key",
    "X-Goog-Api-Key",
    "Authorization",
    "password",
    "dbPassword",
    "client_secret",
    "webhookSecret",
    "access_token",
    "refreshToken",
    "sessionToken",
    "token",
    "Cookie",
    "set-cookie",
    "credentials",
    "privateKey",
    "signature",
  ];
  const unknownSecret = "nobody-remembered-this";
  for (const name of names) {
    const value = {
      list: [{ deep: { [name]: unknownSecret } }],
      map: new Map([[name, unknownSecret]]),
      set: new Set([{ [name]: unknownSecret }]),
      headers: new Headers(/^[\w-]+$/.test(name) ? { [name]: unknownSecret } : {}),
      whole: { [name]: { nested: unknownSecret } },
    };
    expect(name + everything(redact(value))).not.toContain(unknownSecret);
  }
});

test("names that only look like secrets stay readable", () => {
  const facts = { max_tokens: 12, author: "Ada", tokens: 3, keyframes: [1], authorName: "x" };
  expect(redact(facts)).toEqual(facts);
});

test("a secret in use is found by value wherever it stands, also percent-encoded", () => {
  const value = {
    note: `the key ${canary} is wrong`,
    url: `https://vendor.test/a?x=${encodeURIComponent(canary)}`,
    object: new URL(`https://vendor.test/?q=${encodeURIComponent(canary)}`),
    error: new Error(`no ${canary}`, { cause: new TypeError(canary) }),
    many: new AggregateError([new Error(canary)], canary),
  };
  const seen = everything(redact(value));
  expect(seen).not.toContain(canary);
  expect(seen).not.toContain(encodeURIComponent(canary));
});

test.each([
  ["https://h.test/v?X-Amz-Signature=abcdef&x=1", "abcdef"],
  ["https://h.test/v?x-goog-credential=abcdef", "abcdef"],
  ["https://h.test/v?a=1&sig=abcdef#f", "abcdef"],
  ["https://h.test/v?tarash_token=abcdef", "abcdef"],
  ["https://h.test/v?key=abcdef", "abcdef"],
  ["https://ada:abcdef@h.test/v", "abcdef"],
  ["authorization: Bearer abcdef123", "abcdef123"],
  ["authorization: bearer abcdefghi", "abcdefghi"],
  ["Authorization: Key abc:def123", "abc:def123"],
  ["Authorization: Token r8_abcdef", "r8_abcdef"],
  ["Basic dXNlcjpwYXNz", "dXNlcjpwYXNz"],
])("text loses what opens a door: %s", (text, secret) => {
  expect(redactText(text)).not.toContain(secret);
  expect(redactText(text)).toContain("[redacted]");
});

test("plain words after key and token are left alone", () => {
  const text = "Invalid API Key provided; Token expired; the key missing here";
  expect(redactText(text)).toBe(text);
});

test("bytes, blobs, data URLs and base64 give way to their size", () => {
  const base64 = "QUJD".repeat(1_000);
  const value = {
    bytes: new Uint8Array(5),
    buffer: new ArrayBuffer(6),
    view: new DataView(new ArrayBuffer(7)),
    blob: new Blob(["12345678"]),
    base64,
    dataUrl: `see data:image/png;base64,${base64} there`,
    long: "word ".repeat(2_000),
  };
  const clean = redact(value) as Record<keyof typeof value, string>;
  expect(clean.bytes).toBe("[5 bytes]");
  expect(clean.buffer).toBe("[6 bytes]");
  expect(clean.view).toBe("[7 bytes]");
  expect(clean.blob).toBe("[8 bytes]");
  expect(clean.base64).toBe("[base64, 4000 characters]");
  expect(clean.dataUrl).toBe("see data:image/png;base64,[4022 characters] there");
  expect(clean.long.length).toBeLessThan(2_100);
});

test("circles, deep nests and getters that throw do not stop it", () => {
  const circle: Record<string, unknown> = { name: "a" };
  circle["self"] = circle;
  let deep: unknown = "end";
  for (let index = 0; index < 100; index++) deep = { deep };
  const trap = {
    ok: 1,
    get apiKey(): string {
      throw new Error("trap");
    },
    get bad(): string {
      throw new Error("trap");
    },
  };
  expect(redact(circle)).toEqual({ name: "a", self: "[circular]" });
  expect(everything(redact(deep))).toContain("[deeper]");
  expect(redact(trap)).toEqual({ ok: 1, apiKey: "[redacted]", bad: "[unreadable]" });
});

test("a getter's value is redacted like any other", () => {
  const value = {
    get text() {
      return `uses ${canary}`;
    },
    get password() {
      return "something else";
    },
  };
  expect(everything(redact(value))).not.toMatch(/canary-7f3a|something else/);
});

test("an error stays an error of its class, with its causes, and can be read", () => {
  const abort = new AbortController();
  abort.abort();
  const aggregate = new AggregateError([new RangeError("one")], "many", {
    cause: new TarashError("inner", { cause: abort.signal.reason }),
  });
  const clean = redact(aggregate) as AggregateError;
  expect(clean).toBeInstanceOf(AggregateError);
  expect(clean.errors[0]).toBeInstanceOf(RangeError);
  expect(isTarashError(clean.cause)).toBe(true);
  const reason = (clean.cause as Error).cause as Error;
  expect(reason.name).toBe("AbortError");
  expect(reason).toBeInstanceOf(DOMException);
});

test("the caller's own error is not changed", () => {
  const error = Object.assign(new Error(`with ${canary}`), { apiKey: canary });
  redact(error);
  expect(error.message).toContain(canary);
  expect(error.apiKey).toBe(canary);
});

test("no secret comes through an error's message, stack, raw answer or cause", () => {
  const error = new ValidationError(`refused: ${canary}`, {
    cause: Object.assign(new Error(canary), { headers: { Authorization: canary } }),
    rawResponse: { error: `bad ${canary}`, api_key: "other secret" },
  });
  expect(everything(error)).not.toContain(canary);
  expect(everything(error)).not.toContain("other secret");
  expect(JSON.stringify({ ...error })).not.toContain(canary);
});

test("whatever holds the secret, no copy of it does", () => {
  const withSecret = letrec((tie) => ({
    value: oneof(
      { maxDepth: 5 },
      constant(`..${canary}..`),
      integer(),
      array(tie("value"), { maxLength: 3 }),
      dictionary(string({ maxLength: 5 }), tie("value"), { maxKeys: 3 }),
      tie("value").map((value) => new Map([["k", value]])),
      tie("value").map((value) => new Error("e", { cause: value })),
    ),
  })).value;
  assert(
    property(withSecret, (value) => {
      expect(everything(redact(value))).not.toContain(canary);
    }),
  );
});

test("hostile text takes time in proportion to its length", () => {
  const time = (text: string): number => {
    const start = performance.now();
    redactText(text);
    return performance.now() - start;
  };
  const pieces = ["a.", "key ", "a://", "?x-amz-", "data:a/b;", "Bearer  "];
  const slow = pieces.filter((piece) => time(piece.repeat(400_000 / piece.length)) > 1_000);
  expect(slow).toEqual([]);
});

test("a big object is copied in well under a second", () => {
  const big = Array.from({ length: 20_000 }, (_, index) => ({ index, name: `entry ${index}` }));
  const start = performance.now();
  redact(big);
  expect(performance.now() - start).toBeLessThan(1_000);
});

test("the log is silent without a logger, and redacts facts and message with one", () => {
  boundLog({ apiKey: canary }).info({ canary }, canary);
  const lines: unknown[] = [];
  const write = (facts: Record<string, unknown>, message: string): void =>
    void lines.push([facts, message]);
  setLogger({ debug: write, info: write, warn: write, error: write });
  boundLog({ provider: "fal", apiKey: canary }).error(
    { error: new Error(canary), nested: { headers: { authorization: "x" } } },
    `lost ${canary}`,
  );
  expect(lines).toHaveLength(1);
  expect(everything(lines)).not.toContain(canary);
  expect(lines[0]).toMatchObject([{ provider: "fal", apiKey: "[redacted]" }, "lost [redacted]"]);
});

test("a logger that throws, at once or later, costs nothing", async () => {
  const rejections: unknown[] = [];
  const note = (reason: unknown): void => void rejections.push(reason);
  process.on("unhandledRejection", note);
  const fail = (): never => {
    throw new Error("logger broke");
  };
  const failLater = async (): Promise<void> => fail();
  setLogger({ debug: fail, info: failLater, warn: fail, error: fail });
  boundLog().warn({}, "at once");
  boundLog().info({}, "later");
  await new Promise((resolve) => setImmediate(resolve));
  process.off("unhandledRejection", note);
  expect(rejections).toEqual([]);
});
