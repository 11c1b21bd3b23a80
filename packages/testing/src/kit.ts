export {
  expectedFaults,
  type FaultName,
  type FaultOutcome,
  type FaultRow,
  type FaultStep,
  type SubmitKind,
} from "./expected-faults.ts";
export { type JobStoreSubject, testJobStore } from "./job-store-suite.ts";
export { testProvider } from "./provider/suite.ts";
export type { OperationSubject, ProviderSubject } from "./provider/subject.ts";
export { type ReadmeSubject, testReadme } from "./readme-suite.ts";
