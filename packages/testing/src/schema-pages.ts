export { checkPages, type PageFindings } from "./pages/check.ts";
export {
  type GivenRequest,
  type Page,
  type PageOptions,
  pagesOf,
  type Payload,
  payloadOf,
} from "./pages/page.ts";
export { checkRandomRequests, type RandomCounts } from "./pages/random.ts";
export { type ParameterSchema } from "./pages/schema.ts";
export { type ParameterSpec, schemaOfSpecs } from "./pages/spec.ts";
