import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type FakeVendor, startFakeVendor, type Vendor, virtualClock } from "../src/index.ts";

const shop: Vendor = {
  name: "shop",
  keyOf: (request) => request.headers.get("x-key") ?? "",
  refuse: (reason, message) => ({
    status: reason === "unauthorized" ? 401 : 422,
    json: { message },
  }),
  routes: [
    {
      step: "submit",
      method: "POST",
      path: "/v1/jobs",
      answer: (request, { jobs }) => ({ json: { id: jobs.open(request.body).id } }),
    },
    {
      step: "poll",
      method: "GET",
      path: "/v1/jobs/:id",
      answer: (request, { jobs, files }) => {
        const state = jobs.get(request.params["id"] ?? "")?.look();
        return { json: { state, url: files.sample("video", request.params["id"] ?? "") } };
      },
    },
    {
      step: "stream",
      method: "GET",
      path: "/v1/jobs/:id/events",
      answer: () => ({ events: [{ n: 1 }, { n: 2 }] }),
    },
  ],
};

describe("a fake vendor", () => {
  let fake: FakeVendor;
  const clock = virtualClock();
  beforeEach(async () => {
    fake = await startFakeVendor(shop, { clock });
  });
  afterEach(() => fake.close());

  const submit = (): Promise<Response> =>
    fake.fetch("https://api.shop.example/v1/jobs", {
      method: "POST",
      headers: { "x-key": fake.apiKey, "content-type": "application/json" },
      body: JSON.stringify({ prompt: "a cat" }),
    });

  test("takes requests to any https host and remembers them", async () => {
    const answer = await submit();
    expect(await answer.json()).toEqual({ id: "shop-job-1" });
    expect(fake.accepted).toBe(1);
    expect(fake.requests).toHaveLength(1);
    expect(fake.requests[0]).toMatchObject({
      step: "submit",
      body: { prompt: "a cat" },
      status: 200,
    });
    expect(fake.jobs.all[0]?.input).toEqual({ prompt: "a cat" });
  });

  test("refuses another key in the vendor's words and counts nothing as accepted", async () => {
    const answer = await fetch(`${fake.url}/v1/jobs`, {
      method: "POST",
      headers: { "x-key": "no" },
    });
    expect(answer.status).toBe(401);
    expect(await answer.json()).toEqual({ message: "the key is not known" });
    expect(fake.accepted).toBe(0);
  });

  test("counts what was accepted although the connection was reset afterwards", async () => {
    fake.fault("submit", { kind: "reset-after" });
    await expect(submit()).rejects.toThrow("fetch failed");
    expect(fake.accepted).toBe(1);
    fake.fault("submit", { kind: "reset-before" });
    await expect(submit()).rejects.toThrow("fetch failed");
    expect(fake.accepted).toBe(1);
    expect((await submit()).status).toBe(200);
  });

  test("refuses a connection so that the platform says ECONNREFUSED", async () => {
    fake.fault("submit", { kind: "refused" });
    const error = (await submit().catch((reason: unknown) => reason)) as Error;
    expect((error.cause as { code?: string }).code).toBe("ECONNREFUSED");
    expect(fake.requests).toHaveLength(0);
  });

  test("answers a scripted status with its headers and then works again", async () => {
    fake.fault(
      "submit",
      { kind: "status", status: 429, headers: { "retry-after": "7" } },
      { times: 2 },
    );
    expect((await submit()).headers.get("retry-after")).toBe("7");
    expect((await submit()).status).toBe(429);
    expect((await submit()).status).toBe(200);
    expect(fake.accepted).toBe(1);
  });

  test("cuts a body, spoils its JSON, or sends a page instead", async () => {
    fake.fault("submit", { kind: "truncated" });
    await expect(submit().then((answer) => answer.text())).rejects.toThrow("terminated");
    fake.fault("submit", { kind: "malformed" });
    await expect(submit().then((answer) => answer.json())).rejects.toThrow(SyntaxError);
    fake.fault("submit", { kind: "html" });
    expect(await (await submit()).text()).toContain("<html>");
    expect(fake.accepted).toBe(3);
  });

  test("stalls until the client's deadline on the virtual clock has passed", async () => {
    fake.fault("submit", { kind: "stall" });
    const deadline = new AbortController();
    const before = clock.now();
    clock.after(60_000, () => deadline.abort(new Error("too late")));
    const stalled = fake.fetch(`${fake.url}/v1/jobs`, {
      method: "POST",
      headers: { "x-key": fake.apiKey },
      signal: deadline.signal,
    });
    await expect(stalled).rejects.toThrow("too late");
    expect(clock.now() - before).toBe(60_000);
  });

  test("drips a body byte by byte while virtual time passes", async () => {
    fake.fault("submit", { kind: "drip", overMs: 30_000 });
    const before = clock.now();
    expect(await (await submit()).json()).toEqual({ id: "shop-job-1" });
    expect(clock.now() - before).toBeCloseTo(30_000);
  });

  test("plays the script of a job, one state a look", async () => {
    fake.script({ states: [{ status: "unknown" }], end: "moderated" }, { times: 1 });
    await submit();
    const look = async (): Promise<unknown> =>
      (
        (await (
          await fake.fetch(`${fake.url}/v1/jobs/shop-job-1`, { headers: { "x-key": fake.apiKey } })
        ).json()) as {
          state: { status: string };
        }
      ).state.status;
    expect([await look(), await look(), await look()]).toEqual([
      "unknown",
      "moderated",
      "moderated",
    ]);
  });

  test("streams events, and serves what the vendor made to everybody", async () => {
    await submit();
    const events = await fake.fetch(`${fake.url}/v1/jobs/shop-job-1/events`, {
      headers: { "x-key": fake.apiKey },
    });
    expect(await events.text()).toBe('data: {"n":1}\n\ndata: {"n":2}\n\n');
    const file = await fetch(fake.files.sample("image", "a cat"));
    expect(file.headers.get("content-type")).toBe("image/png");
    expect(fake.count("download")).toBe(1);
  });
});
