import { readdirSync, readFileSync } from "node:fs";
import { generateImage, generateVideo } from "@tarash/core";
import { startFakeOpenAI, virtualClock } from "@tarash/testing";
import { expect, test } from "vitest";
import { openai } from "../src/index.ts";

interface OddAnswer {
  readonly operation: "image" | "video";
  readonly step: "submit" | "poll";
  readonly answer: { readonly status: number; readonly json?: unknown; readonly text?: string };
  readonly expected:
    | { readonly error: string; readonly message: string }
    | { readonly images?: readonly object[]; readonly videos?: readonly object[] };
}

/** The expected words where they are part of a message. */
function shortened(message: string, expected: OddAnswer["expected"]): string {
  return "message" in expected && message.includes(expected.message) ? expected.message : message;
}

const folder = new URL("fixtures/answers/", import.meta.url);

test.each(readdirSync(folder).map((name) => [name.replace(/\.json$/, ""), name]))(
  "%s",
  async (_title, name) => {
    const text = readFileSync(new URL(name, folder), "utf8");
    const { operation, step, answer, expected } = JSON.parse(text) as OddAnswer;
    const clock = virtualClock();
    await using fake = await startFakeOpenAI({ clock });
    fake.fault(step, { kind: "status", ...answer });
    const { apiKey, fetch, url: baseUrl } = fake;
    const model = operation === "image" ? "gpt-image-2" : "sora-2";
    const config = openai(model, { apiKey, fetch, baseUrl, allowRetired: true });
    const generate = operation === "image" ? generateImage : generateVideo;
    const outcome: unknown = await generate(config, { prompt: "a fox" }, { clock }).catch(
      ({ name: error, message }: Error) => ({ error, message: shortened(message, expected) }),
    );
    expect(outcome).toMatchObject(expected);
    expect(fake.count("submit")).toBe(1);
  },
);
