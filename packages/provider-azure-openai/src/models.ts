import { type Model, type ModelCatalogue, type Retirement } from "@tarash/core/provider";
import { models as openaiModels } from "@tarash/provider-openai";

const schedule = "Microsoft's schedule of retirements (azure-ai-docs, 2026-07-07)";

function ends(date: string): Retirement {
  return { date, evidence: "vendor", source: schedule };
}

const unheard = { verified: false, source: "OpenAI's page; Azure's own is not known" };

/** What Azure says of a model beside its page, which is OpenAI's. Its prices are its own, and not known here. */
const facts: Readonly<Record<string, Pick<Model, "retired" | "verified" | "source">>> = {
  "gpt-image-2": { retired: ends("2027-04-21") },
  "gpt-image-1.5": { retired: ends("2026-12-16") },
  "gpt-image-1-mini": { retired: ends("2027-04-07") },
  "gpt-image-1": { retired: ends("2026-10-23") },
  "gpt-image-2.5-sunburst": unheard,
  "gpt-image-2.5-flare": unheard,
  "gpt-image-2.6-sunburst": unheard,
  "gpt-image-2.6-flare": unheard,
  "sora-2": { retired: ends("2026-09-15") },
  "sora-2-2025-10-06": { retired: ends("2026-07-15") },
  "sora-2-2025-12-08": { retired: ends("2026-09-15") },
};

function onAzure(pages: Readonly<Record<string, Model>> = {}): Readonly<Record<string, Model>> {
  return Object.fromEntries(
    Object.entries(pages).flatMap(([id, { operation, variants, source = "" }]) =>
      facts[id] ? [[id, { operation, variants, source, ...facts[id] }]] : [],
    ),
  );
}

/** The models that Azure deploys, under their own names. */
export const models: ModelCatalogue = {
  image: onAzure(openaiModels.image),
  video: onAzure(openaiModels.video),
};

/** The models that a deployment may be of. */
export type AzureOpenAIModel =
  | "gpt-image-2"
  | "gpt-image-1.5"
  | "gpt-image-1-mini"
  | "gpt-image-1"
  | "gpt-image-2.5-sunburst"
  | "gpt-image-2.5-flare"
  | "gpt-image-2.6-sunburst"
  | "gpt-image-2.6-flare"
  | "sora-2"
  | "sora-2-2025-10-06"
  | "sora-2-2025-12-08";
