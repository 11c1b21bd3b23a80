// A fake vendor over real HTTP, a provider for it, and what core does when something goes wrong. Needs no key.
// Run: node packages/testing/examples/faults.ts
import { generateImage } from "@tarash/core";
import { defineProvider, image, passthroughField } from "@tarash/core/provider";
import { type Fault, startFakeVendor, virtualClock } from "@tarash/testing";

const shop = defineProvider({
  name: "shop",
  env: [],
  hosts: ["https://api.shop.example"],
  models: { image: { painter: image({ prompt: passthroughField("prompt") }) } },
  operations: {
    image: {
      async submit({ http, parameters }) {
        const { url } = await http.json<{ url: string }>("/paint", { json: parameters });
        return { finished: { media: [{ url }] } };
      },
    },
  },
});

const faults: readonly Fault[] = [
  { kind: "status", status: 429, headers: { "retry-after": "7" } },
  { kind: "reset-after" },
  { kind: "stall" },
];

for (const fault of faults) {
  const clock = virtualClock();
  await using fake = await startFakeVendor(
    {
      name: "shop",
      keyOf: () => undefined,
      refuse: (reason, message) => ({ status: 400, json: { reason, message } }),
      routes: [
        {
          step: "submit",
          method: "POST",
          path: "/paint",
          answer: (_, { files }) => ({ json: { url: files.sample("image", "a cat") } }),
        },
      ],
    },
    { clock },
  );
  fake.fault("submit", fault);
  const config = shop("painter", { baseUrl: fake.url, fetch: fake.fetch });
  const outcome = await generateImage(config, { prompt: "a cat" }, { clock }).then(
    ({ status }) => status,
    ({ name }: Error) => name,
  );
  console.log(
    `${fault.kind}: ${outcome}, ${fake.accepted} accepted, waited ${clock.waits.reduce((sum, wait) => sum + wait, 0)} ms`,
  );
}
