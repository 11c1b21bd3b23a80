import {
  type GenerationConfig,
  type Preview,
  previewImage,
  previewSts,
  previewTts,
  previewVideo,
} from "@tarash/core";
import type { ModelVariant, Operation, Provider, ProviderDefinition } from "@tarash/core/provider";
import type { ParameterSchema } from "./schema.ts";

/** A request as a caller writes it. */
export type GivenRequest = Readonly<Record<string, unknown>>;

/** One way to call a model, and the schema of what it takes. */
export interface Page {
  /** The key in the provider's data. */
  readonly family: string;
  /** The id by which it is called. */
  readonly model: string;
  readonly endpoint: string;
  readonly variant: ModelVariant;
  readonly schema: ParameterSchema;
}

/** What differs between vendors when their pages are held to their schemas. */
export interface PageOptions {
  readonly provider: Provider & { readonly definition: ProviderDefinition };
  readonly operation: Operation;
  /** The vendor's schema of a variant, the same object each time. Nothing: it has none, and is not counted. */
  schemaOf(family: string, variant: ModelVariant): ParameterSchema | undefined;
  /** The id by which a variant is called. @default the family's */
  idOf?(family: string, variant: ModelVariant): string;
  /** The requests to be made of one, where fields exclude or need each other. @default the request as it is */
  split?(
    request: GivenRequest,
    page: Page,
    which: "minimal" | "full",
    /** The parameter that the first of them is to send beside the least. */
    parameter?: string,
  ): readonly GivenRequest[];
  /** What goes over the wire, where the adapter changes the parameters. */
  body?(sent: {
    model: string;
    endpoint: string;
    parameters: Readonly<Record<string, unknown>>;
  }): Record<string, unknown>;
  /** What a caller may write to have a parameter be a value, where that is neither the value nor its number. */
  spellings?(source: string, value: unknown, parameter: string): readonly GivenRequest[];
  /** What a caller writes to have a parameter sent at all, where no first allowed value does it. */
  sample?(parameter: string, page: Page): GivenRequest | undefined;
  /** Whether only the parameter's own name in `extraParams` can say a value, such as what happens when none is sent. */
  onlyByName?(parameter: string, value: unknown): boolean;
  /** Whether every extra parameter of a page checks what it is given, not only those whose shape says how. @default false */
  readonly checksExtras?: boolean;
  /** Whether a way to call a model rightly takes fewer values of a parameter than the schema, which tells of all ways. */
  narrowed?(parameter: string, page: Page): boolean;
  /** Whether a page rightly wants a parameter without which the schema would do. */
  mayRequire?(parameter: string, page: Page): boolean;
  /** What a schema cannot say. */
  rules?(schema: ParameterSchema, payload: Readonly<Record<string, unknown>>): readonly string[];
}

/** The pages of each model that have a schema. */
export function pagesOf(
  options: Pick<PageOptions, "provider" | "operation" | "schemaOf" | "idOf">,
): ReadonlyMap<string, readonly Page[]> {
  const { provider, operation, schemaOf, idOf } = options;
  const models = Object.entries(provider.definition.models[operation] ?? {});
  return new Map(
    models.flatMap(([family, { variants }]) => {
      const pages = variants.flatMap((variant): Page[] => {
        const schema = schemaOf(family, variant);
        if (!schema) return [];
        const model = idOf?.(family, variant) ?? family;
        return [{ family, model, endpoint: variant.endpoint ?? family, variant, schema }];
      });
      return pages.length > 0 ? [[family, pages] as const] : [];
    }),
  );
}

/** What would go over the wire, and to where; media by name. */
export interface Payload {
  readonly endpoint: string;
  readonly body: Record<string, unknown>;
}

const previews = {
  video: previewVideo,
  image: previewImage,
  tts: previewTts,
  sts: previewSts,
} as unknown as Record<Operation, (config: object, request: object) => Promise<Preview>>;

/** What would go over the wire for a request. */
export async function payloadOf(
  { provider, operation, body }: Pick<PageOptions, "provider" | "operation" | "body">,
  model: string,
  request: GivenRequest,
  config: Partial<GenerationConfig> = {},
): Promise<Payload> {
  const { endpoint, parameters } = await previews[operation](
    { ...config, provider, model, apiKey: "key", allowRetired: true },
    request,
  );
  const named = withNames(parameters) as Record<string, unknown>;
  return { endpoint, body: body?.({ model, endpoint, parameters: named }) ?? named };
}

/** Previews show media that are not sent as a URL as an object; on the wire they are one value. */
function withNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withNames);
  if (typeof value !== "object" || value === null) return value;
  if ("download" in value) return value.download;
  if ("upload" in value && "sha256" in value) return String(value.upload);
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, withNames(entry)]));
}
