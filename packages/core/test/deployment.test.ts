import { expect, test } from "vitest";
import { previewImage } from "../src/index.ts";
import { passthroughField } from "../src/fields.ts";
import { image } from "../src/model.ts";
import { defineProvider } from "../src/provider.ts";

test("a provider says which model stands behind a name of the caller's own", async () => {
  const provider = defineProvider({
    name: "vendor",
    env: [],
    hosts: ["https://api.vendor.test"],
    models: {
      image: { "model-1": image({ text: passthroughField("prompt", { required: true }) }) },
    },
    modelOf: ({ providerConfig, model }) => String(providerConfig?.["model"] ?? model),
    operations: { image: { submit: () => Promise.reject(new Error("not called")) } },
  });
  const config = { provider, model: "mine", providerConfig: { model: "model-1" } };
  const preview = await previewImage(config, { prompt: "a fox" });
  expect(preview).toMatchObject({ model: "mine", parameters: { text: "a fox" } });
  await expect(previewImage({ provider, model: "mine" }, { prompt: "a fox" })).rejects.toThrow(
    "vendor: model mine is not known for image",
  );
});
