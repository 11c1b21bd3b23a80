import type { MediaForm } from "./field-mapper.ts";

/** How the caller wants fields and values to be treated that a model does not know. */
export interface MappingPolicy {
  readonly provider: string;
  readonly onUnsupported: "warn" | "error";
  readonly onInvalidValue: "error" | "nearest";
  /** How media are sent where a parameter does not say. */
  readonly accepts: readonly MediaForm[];
}
