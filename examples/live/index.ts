// Calls real vendors, with real keys and real money, in the cheapest way there is. Without a key nothing is called.
import { isTarashError, previewImage, generateImage, type GenerationConfig } from "@tarash/core";
import { fal } from "@tarash/provider-fal";

/** What one whole run may cost, in US dollars. */
const capUsd = Number(process.env["TARASH_LIVE_MAX_USD"] ?? "0.05");

const calls: readonly {
  readonly key: string;
  readonly config: GenerationConfig;
  readonly price: number;
}[] = [{ key: "FAL_KEY", config: fal("fal-ai/flux/schnell"), price: 0.003 }];

let spent = 0;
let passed = 0;
let failed = 0;
let skipped = 0;
for (const { key, config, price } of calls) {
  const { provider, model } = await previewImage(config, { prompt: "a red apple" });
  if (!process.env[key]) {
    console.log(`skipped: ${provider} ${model} (${key} is not set)`);
    skipped++;
    continue;
  }
  if (spent + price > capUsd) {
    console.log(
      `skipped: ${provider} ${model} (its ${price} USD would exceed the cap of ${capUsd} USD)`,
    );
    skipped++;
    continue;
  }
  spent += price;
  try {
    const { images } = await generateImage(config, { prompt: "a red apple" });
    console.log(`passed: ${provider} ${model}, ${images[0]?.contentType}`);
    passed++;
  } catch (error) {
    console.log(
      `failed: ${provider} ${model}: ${isTarashError(error) ? error.message : String(error)}`,
    );
    failed++;
  }
}
console.log(`at most ${spent} of ${capUsd} USD spent (cap: TARASH_LIVE_MAX_USD)`);
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed > 0 ? 1 : 0;
