export { testProvider } from "./provider/suite.ts";
export type { OperationSubject, ProviderSubject } from "./provider/subject.ts";
