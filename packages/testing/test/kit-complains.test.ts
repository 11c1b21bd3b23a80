import type { OperationAdapter } from "@tarash/core/provider";
import { expect, test } from "vitest";
import { cases, trialsOf } from "../src/provider/suite.ts";
import { shopWith, startFakeShop, wellMade } from "./shop.ts";

/** A badly made provider, and what the kit must say about it. */
const bad: readonly (readonly [string, string, Partial<OperationAdapter>])[] = [
  [
    "repeats its submit by itself",
    "sends one request for one submit, whatever goes wrong with it",
    {
      async submit(call) {
        const send = (): Promise<{ id: string }> =>
          globalThis
            .fetch(`${call.config.baseUrl}/v1/jobs`, {
              method: "POST",
              headers: { authorization: `Bearer ${call.config.apiKey}` },
              body: JSON.stringify(call.parameters),
            })
            .then((answer) => answer.json() as Promise<{ id: string }>);
        return { accepted: (await send().catch(send)).id };
      },
    },
  ],
  [
    "takes an unknown word for the end",
    "takes a state that it does not know for work that goes on",
    {
      async check(call) {
        const state = await wellMade.check?.(call);
        return state?.status === "processing" ? { status: "failed" } : state!;
      },
    },
  ],
  [
    "calls every cancel a success",
    "does not call a finished job cancelled",
    { cancel: () => Promise.resolve("cancelled") },
  ],
  [
    "hides the vendor's words",
    "tells a failed job in the vendor's words, with its id",
    {
      async check(call) {
        const state = await wellMade.check?.(call);
        return state?.status === "failed" ? { status: "failed" } : state!;
      },
    },
  ],
  [
    "knows no policy refusal",
    "knows a policy refusal of a job",
    {
      async check(call) {
        const state = (await wellMade.check?.(call))!;
        return state.error ? { ...state, error: { message: state.error.message } } : state;
      },
    },
  ],
  [
    "puts its key into what it keeps of a job",
    "shows its key in no error, event, ref, record or line of the log",
    {
      async submit(call) {
        const submitted = await wellMade.submit(call);
        return "accepted" in submitted
          ? { ...submitted, state: { note: `key ${call.config.apiKey}` } }
          : submitted;
      },
    },
  ],
  [
    "goes where the ref says",
    "gives the key to nobody that only a forged ref names",
    {
      async check(call) {
        const { endpoint } = call.job;
        const place = endpoint.startsWith("http") ? endpoint : `${call.config.baseUrl}/v1/jobs/x`;
        await globalThis.fetch(place, {
          headers: { authorization: `Bearer ${call.config.apiKey}` },
        });
        return { status: "failed" };
      },
    },
  ],
];

test.each(bad)("a provider that %s fails the case “%s”", async (_, name, flaw) => {
  const provider = shopWith({ ...wellMade, ...flaw });
  const [trial] = trialsOf({
    provider,
    fake: startFakeShop,
    operations: { video: { model: "shop-1", request: { prompt: "a cat" } } },
  });
  const found = cases.find((each) => each.name === name);
  expect(found).toBeDefined();
  await expect(found?.run(trial!)).rejects.toThrow(/./);
});

test("a provider that drops a field of the request fails the case about fields", async () => {
  const [trial] = trialsOf({
    provider: shopWith(wellMade),
    fake: startFakeShop,
    operations: { video: { model: "shop-1", request: { prompt: "a cat", unheardOf: 1 } } },
  });
  const found = cases.find((each) => each.name.startsWith("accounts for each field"));
  await expect(found?.run(trial!)).rejects.toThrow(/./);
});
