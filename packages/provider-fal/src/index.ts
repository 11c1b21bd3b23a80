export type { FalModel } from "./model-id.ts";
export { fal } from "./provider.ts";
