import { describeModel, listModels } from "@tarash/core";
import { describe, expect, test } from "vitest";
import { providers } from "../scripts/providers.ts";

const real = Object.values(providers).filter(({ definition }) => definition.hosts.length > 0);

describe.each(real.map((provider) => ({ provider, name: provider.definition.name })))(
  "$name",
  ({ provider }) => {
    const models = listModels({ provider, includeRetired: true });

    test("every model names where its parameters come from, or says that nothing backs them", () => {
      const silent = models.filter(({ verified, source }) => verified && source === undefined);
      expect(silent.map(({ model }) => model)).toEqual([]);
    });

    test("every model can be described, with what it takes and how it is called", () => {
      for (const { model, operation } of models) {
        const { variants, tasks } = describeModel(provider, model, operation);
        expect(variants.length, model).toBeGreaterThan(0);
        expect(tasks.length, model).toBeGreaterThan(0);
      }
    });

    test("prices and ends have a day and a source", () => {
      const told = [
        ...models.flatMap(({ price }) => (price ? [[price.asOf, price.source]] : [])),
        ...models.flatMap(({ retired }) => (retired ? [[retired.date, retired.source]] : [])),
      ];
      const vague = told.filter(
        ([day = "", source = ""]) => !/^\d{4}-\d\d-\d\d$/.test(day) || source === "",
      );
      expect(vague).toEqual([]);
    });
  },
);

test("models are found by what they take", () => {
  const found = listModels({
    provider: providers.fal,
    operation: "video",
    takes: ["last_frame", "seed"],
  });
  expect(found.length).toBeGreaterThan(0);
  expect(
    found.every(({ roles, takes }) => roles.includes("last_frame") && takes.includes("seed")),
  ).toBe(true);
});
