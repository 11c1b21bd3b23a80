import { createWebhookHandler, generateVideo, MemoryJobStore, submitVideo } from "@tarash/core";
import { type FakeHeygen, startFakeHeygen, virtualClock } from "@tarash/testing";
import { expect, test } from "vitest";
import { heygen } from "../src/index.ts";

const providers = { heygen };
const webhookUrl = "https://app.test/hooks?tenant=1";
const request = { prompt: "hello", extraParams: { avatarId: "look-1" } };

async function submitted(fake: FakeHeygen) {
  const clock = virtualClock({ start: Date.now() });
  const jobStore = new MemoryJobStore();
  const config = heygen("avatar", { apiKey: fake.apiKey, baseUrl: fake.url, fetch: fake.fetch });
  const job = await submitVideo(config, request, { clock, jobStore, webhookUrl });
  const body = fake.requests.find(({ step }) => step === "submit")?.body;
  const { callback_url: address } = body as { callback_url: string };
  const [made] = fake.jobs.all;
  if (!made) throw new Error("no job was made");
  return { clock, jobStore, job, address, made };
}

test("a delivery to the address of the request is proven by its token and ends the wait", async () => {
  await using fake = await startFakeHeygen({ script: { states: [] } });
  const { clock, jobStore, job, address, made } = await submitted(fake);
  expect(address).toMatch(/^https:\/\/app\.test\/hooks\?tenant=1&tarash_token=/);
  made.finish();
  const handle = createWebhookHandler({ jobStore, providers, clock });
  const { body, headers } = fake.delivery(made);
  const forged = address.replace(/.$/, (last) => (last === "0" ? "1" : "0"));
  const post = (url: string): Request => new Request(url, { method: "POST", body, headers });
  expect((await handle(post(forged))).status).toBe(401);
  expect((await handle(post(address))).status).toBe(200);
  const { video } = await job.wait();
  expect(video.url).toContain("/files/");
});

test("with a secret only deliveries that HeyGen signed of late are believed", async () => {
  await using fake = await startFakeHeygen();
  const { clock, jobStore, address, made } = await submitted(fake);
  made.finish();
  const handle = createWebhookHandler({ jobStore, providers, clock, secrets: { heygen: "shh" } });
  const answered = async (delivery: ReturnType<FakeHeygen["delivery"]>): Promise<number> => {
    const { body, headers } = delivery;
    return (await handle(new Request(address, { method: "POST", body, headers }))).status;
  };
  const now = Math.floor(clock.now() / 1_000);
  expect(await answered(fake.delivery(made))).toBe(401);
  expect(await answered(fake.delivery(made, { secret: "wrong", timestampSeconds: now }))).toBe(401);
  const late = fake.delivery(made, { secret: "shh", timestampSeconds: now - 301 });
  expect(await answered(late)).toBe(401);
  const genuine = fake.delivery(made, { secret: "shh", timestampSeconds: now });
  expect(await answered({ ...genuine, body: `${genuine.body} ` })).toBe(401);
  expect(await answered(genuine)).toBe(200);
});

test("a delivery about another video is turned away", async () => {
  await using fake = await startFakeHeygen();
  const { clock, jobStore, address } = await submitted(fake);
  const other = fake.jobs.open({});
  other.finish();
  const { body, headers } = fake.delivery(other);
  const handle = createWebhookHandler({ jobStore, providers, clock });
  const answer = await handle(new Request(address, { method: "POST", body, headers }));
  expect(answer.status).toBe(409);
});

test("a delivery about a failure ends the job in the vendor's words", async () => {
  await using fake = await startFakeHeygen({ script: { end: "failed", message: "no lips found" } });
  const { clock, jobStore, job, address, made } = await submitted(fake);
  made.finish();
  made.look();
  const { body, headers } = fake.delivery(made);
  const handle = createWebhookHandler({ jobStore, providers, clock });
  expect((await handle(new Request(address, { method: "POST", body, headers }))).status).toBe(200);
  await expect(job.wait()).rejects.toThrow("no lips found");
});

test("a film is made without a webhook, which its kind does not take", async () => {
  await using fake = await startFakeHeygen();
  const config = heygen("cinematic_avatar", {
    apiKey: fake.apiKey,
    baseUrl: fake.url,
    fetch: fake.fetch,
  });
  await generateVideo(config, request, { clock: virtualClock(), webhookUrl });
  expect(fake.requests[0]?.body).not.toHaveProperty("callback_url");
});
