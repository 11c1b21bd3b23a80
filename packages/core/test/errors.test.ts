import { cp, mkdtemp, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as own from "../src/errors.ts";
import * as ownRegistry from "../src/registry.ts";

const source = fileURLToPath(new URL("../src", import.meta.url));
const modules = fileURLToPath(new URL("../node_modules", import.meta.url));
const packageFolder = fileURLToPath(new URL("..", import.meta.url));
let folder = "";
let other: typeof own;
let otherRegistry: typeof ownRegistry;

beforeAll(async () => {
  folder = await mkdtemp(join(packageFolder, "node_modules", ".second-copy-"));
  await cp(source, join(folder, "src"), { recursive: true });
  await symlink(modules, join(folder, "node_modules"));
  const load = (name: string): Promise<unknown> =>
    import(pathToFileURL(join(folder, "src", name)).href);
  other = (await load("errors.ts")) as typeof own;
  otherRegistry = (await load("registry.ts")) as typeof ownRegistry;
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const classes = {
  AuthenticationError: own.AuthenticationError,
  CancelledError: own.CancelledError,
  ContentModerationError: own.ContentModerationError,
  GenerationFailedError: own.GenerationFailedError,
  HTTPConnectionError: own.HTTPConnectionError,
  HTTPError: own.HTTPError,
  ProviderNotFoundError: own.ProviderNotFoundError,
  RateLimitError: own.RateLimitError,
  SubmitUnknownError: own.SubmitUnknownError,
  TarashError: own.TarashError,
  TimeoutError: own.TimeoutError,
  UnsupportedOperationError: own.UnsupportedOperationError,
  ValidationError: own.ValidationError,
};

test("two copies of core in one tree know each other's errors and providers", () => {
  const foreign = new other.RateLimitError("slow down", { statusCode: 429 });
  expect(foreign).not.toBeInstanceOf(own.TarashError);
  expect(own.isTarashError(foreign)).toBe(true);
  expect(own.isRetryableError(foreign)).toBe(true);
  expect(other.isTarashError(new own.ValidationError("no"))).toBe(true);
  otherRegistry.registerProvider("two-copies", { generateVideo: async () => ({}) });
  expect(ownRegistry.listProviders()).toContain("two-copies");
});

test.each([
  ["ValidationError", undefined, false],
  ["ContentModerationError", undefined, false],
  ["AuthenticationError", 401, false],
  ["GenerationFailedError", undefined, true],
  ["TimeoutError", undefined, true],
  ["HTTPConnectionError", undefined, true],
  ["SubmitUnknownError", undefined, false],
  ["CancelledError", undefined, false],
  ["UnsupportedOperationError", undefined, false],
  ["ProviderNotFoundError", undefined, false],
  ["TarashError", undefined, false],
  ["RateLimitError", 429, true],
  ...[408, 409, 425, 429, 500, 502, 503, 504, 529].map((status) => ["HTTPError", status, true]),
  ...[302, 402, 404, 405, 410, 413].map((status) => ["HTTPError", status, false]),
] as [keyof typeof classes, number | undefined, boolean][])(
  "%s with status %s is retryable: %s",
  (name, statusCode, retryable) => {
    const Class: typeof own.TarashError = classes[name];
    const error = new Class("message", statusCode === undefined ? {} : { statusCode });
    expect(error.name).toBe(name);
    expect(error.isRetryable).toBe(retryable);
    expect(own.isRetryableError(error)).toBe(retryable);
    expect(error).toBeInstanceOf(own.TarashError);
    expect(error).toBeInstanceOf(Error);
  },
);

test("nothing foreign passes for an error of ours", () => {
  for (const value of [undefined, null, "text", 1, {}, new Error("x"), () => undefined]) {
    expect(own.isTarashError(value)).toBe(false);
    expect(own.isRetryableError(value)).toBe(false);
  }
});

test("a rate limit is an HTTP error, and a cause is kept", () => {
  const cause = new TypeError("fetch failed");
  const error = new own.RateLimitError("slow", { statusCode: 429, cause, retryAfterMs: 5 });
  expect(error).toBeInstanceOf(own.HTTPError);
  expect(error.retryAfterMs).toBe(5);
  expect(error.cause).toBeInstanceOf(TypeError);
  expect((error.cause as Error).message).toBe("fetch failed");
});
