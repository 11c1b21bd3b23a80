import { defineProvider, type ModelCatalogue } from "@tarash/core/provider";
import { previewSlots } from "../../core/src/media-slot.ts";
import { planChain } from "../../core/src/plan.ts";
import { checkRequest } from "../../core/src/request-schema.ts";
import { fal } from "../src/index.ts";

export async function preview(
  operation: "video" | "image",
  model: string,
  given: object,
  models: ModelCatalogue,
  onInvalidValue: "error" | "nearest" = "error",
): Promise<{ endpoint: string; parameters: Record<string, unknown> }> {
  const provider = defineProvider({ ...fal.definition, models });
  const request = checkRequest(operation, given).request;
  const [link] = planChain(operation, { provider, model, apiKey: "key", onInvalidValue }, request, {
    now: Date.now(),
    needKeys: false,
  });
  if (!link?.plan) throw link?.problem ?? new Error("no plan");
  const [{ mapped }] = link.plan.parts;
  return { endpoint: mapped.endpoint, parameters: await previewSlots(mapped.parameters) };
}
