import { startFakeHeygen } from "@tarash/testing";
import { expect, test } from "vitest";
import { listAvatars, listVoices } from "../src/index.ts";

async function all<Entry>(list: AsyncIterable<Entry>): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of list) entries.push(entry);
  return entries;
}

test("avatars are listed over all pages, each with the id that a request takes", async () => {
  await using fake = await startFakeHeygen();
  const access = { apiKey: fake.apiKey, baseUrl: fake.url };
  const avatars = await all(listAvatars(access, { avatarType: "photo_avatar" }));
  expect(avatars.map(({ id }) => id)).toEqual(["look-1", "look-2", "look-3", "look-4"]);
  expect(avatars[0]).toEqual({
    id: "look-1",
    name: "Look 1",
    type: "photo_avatar",
    groupId: "group-1",
    defaultVoiceId: "voice-1",
    engines: ["avatar_iv", "avatar_v"],
  });
  expect(fake.requests.map(({ url }) => url.search)).toEqual([
    "?avatar_type=photo_avatar&limit=50",
    "?avatar_type=photo_avatar&limit=50&token=2",
  ]);
});

test("voices are listed with what they can do", async () => {
  await using fake = await startFakeHeygen();
  const access = { apiKey: fake.apiKey, baseUrl: `${fake.url}/` };
  const voices = await all(listVoices(access, { language: "German" }));
  expect(voices).toHaveLength(4);
  expect(voices[3]).toEqual({
    id: "voice-4",
    name: "Voice 4",
    language: "German",
    gender: "female",
    type: "public",
    supportsPause: true,
    supportsLocale: false,
  });
});

test("no more pages are asked for than are read", async () => {
  await using fake = await startFakeHeygen();
  for await (const voice of listVoices({ apiKey: fake.apiKey, baseUrl: fake.url })) {
    expect(voice.id).toBe("voice-1");
    break;
  }
  expect(fake.requests).toHaveLength(1);
});

test.each([
  [401, "AuthenticationError"],
  [422, "ValidationError"],
  [429, "RateLimitError"],
  [500, "HTTPError"],
])("status %i is a %s in the vendor's words, without the key", async (status, name) => {
  await using fake = await startFakeHeygen();
  const json = { error: { code: "any", message: "not today" } };
  fake.fault("other", { kind: "status", status, json });
  const list = listAvatars({ apiKey: fake.apiKey, baseUrl: fake.url });
  const error = await list.next().catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ name, statusCode: status });
  expect(String(error)).toContain("not today");
  expect(String(error)).not.toContain(fake.apiKey);
});

test("a broken connection and a page that is no JSON are HTTPConnectionErrors", async () => {
  await using fake = await startFakeHeygen();
  const access = { apiKey: fake.apiKey, baseUrl: fake.url };
  for (const kind of ["reset-before", "html"] as const) {
    fake.fault("other", { kind });
    await expect(listVoices(access).next()).rejects.toMatchObject({ name: "HTTPConnectionError" });
  }
});
