import { type ChildProcessByStdio, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type FakeVendor, type FakeVendorOptions, startFakeFal, type Step } from "../src/index.ts";
import type { Setting } from "./children/setting.ts";
import { startFakeShop } from "./shop.ts";

const fakes = { shop: startFakeShop, fal: startFakeFal } satisfies Record<
  Setting["provider"],
  (options: FakeVendorOptions) => Promise<FakeVendor>
>;

/** A moment at which a process dies, what it leaves, and what the next one makes of it. */
interface Death {
  readonly moment: string;
  /** The request during which it is killed; without one, between the intent and the POST. */
  readonly during?: Step;
  readonly accepted: number;
  readonly left: readonly string[];
  readonly errors: readonly string[];
  readonly saved: number;
}

const deaths: readonly Death[] = [
  {
    moment: "before the intent, while media are uploaded",
    during: "upload",
    accepted: 0,
    left: [],
    errors: [],
    saved: 0,
  },
  {
    moment: "after the intent, before the POST",
    accepted: 0,
    left: ["intent"],
    errors: ["SubmitUnknownError"],
    saved: 0,
  },
  {
    moment: "after the POST, before its answer",
    during: "submit",
    accepted: 1,
    left: ["intent"],
    errors: ["SubmitUnknownError"],
    saved: 0,
  },
  {
    moment: "while polling",
    during: "poll",
    accepted: 1,
    left: ["accepted"],
    errors: [],
    saved: 1,
  },
  { moment: "while downloading", during: "download", accepted: 1, left: [], errors: [], saved: 1 },
];

describe.each(["shop", "fal"] as const)("a process killed while it buys from %s", (provider) => {
  let folder = "";
  let fake: FakeVendor | undefined;
  let undisturbed = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "tarash-crash-"));
    fake = await fakes[provider]({});
  });
  afterEach(async () => {
    await fake?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const begin = (script: string, holdSubmit = false): ChildProcessByStdio<null, Readable, null> => {
    const setting = { provider, url: fake!.url, apiKey: fake!.apiKey, folder, holdSubmit };
    const path = fileURLToPath(new URL(`children/${script}.ts`, import.meta.url));
    return spawn(process.execPath, [path, JSON.stringify(setting)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
  };
  const digest = async (): Promise<string> =>
    createHash("sha256")
      .update(await readFile(join(folder, "out.mp4")).catch(() => ""))
      .digest("hex");

  test("that nobody kills saves its video", { timeout: 60_000 }, async () => {
    expect(await text(begin("buy").stdout)).toBe("saved\n");
    undisturbed = await digest();
    expect(fake?.accepted).toBe(1);
  });

  test.each(deaths)("$moment", { timeout: 60_000 }, async (death) => {
    if (!fake) throw new Error("the fake did not start");
    // The stream is refused, so that a poll is what carries the job.
    fake.fault("stream", { kind: "status", status: 404 }, { times: 1_000 });

    let release: () => void = () => undefined;
    const until = new Promise<void>((resolve) => (release = resolve));
    if (death.during) fake.fault(death.during, { kind: "hold", until });
    const arrived = death.during && fake.arrival(death.during);
    const buyer = begin("buy", death.during === undefined);
    if (arrived) await arrived;
    else await once(buyer.stdout, "data");
    while (fake.accepted < death.accepted) await new Promise((resolve) => setImmediate(resolve));
    buyer.kill("SIGKILL");
    await once(buyer, "exit");
    release();
    fake.clearFaults();
    expect(await readdir(folder).catch(() => [])).not.toContain("out.mp4");

    const report = JSON.parse(await text(begin("take-over").stdout)) as Death & {
      unfinished: readonly string[];
    };
    expect(report).toMatchObject({
      unfinished: death.left,
      errors: death.errors,
      saved: death.saved,
    });
    expect(fake.accepted).toBe(death.accepted);
    expect(fake.count("submit")).toBe(
      death.during === undefined || death.during === "upload" ? 0 : 1,
    );
    const nothing = createHash("sha256").update("").digest("hex");
    expect(await digest()).toBe(death.saved > 0 ? undisturbed : nothing);
  });
});
