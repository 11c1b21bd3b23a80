import { readdirSync, readFileSync } from "node:fs";
import { type Conversation, playConversation } from "@tarash/testing";
import { expect, test } from "vitest";
import { xai } from "../src/index.ts";

const folder = new URL("fixtures/answers/", import.meta.url);

test.each(readdirSync(folder))("%s", async (name) => {
  const told = JSON.parse(readFileSync(new URL(name, folder), "utf8")) as Conversation;
  const { sent, response, error } = await playConversation(xai, told);
  const { sends, gives = null, fails } = told;
  expect({
    sends: sends && sent.slice(0, sends.length),
    silent: sent.length === 0,
    gives: response ?? null,
    fails: error?.name,
    says: error?.message ?? "",
  }).toMatchObject({
    sends,
    silent: sends?.length === 0,
    gives,
    fails: fails?.name,
    says: expect.stringContaining(fails?.says ?? ""),
  });
});
