export { seeded, virtualClock, type VirtualClock } from "./clock.ts";
export { type FakeFal, type FalDelivery, startFakeFal } from "./fake-fal.ts";
export { type FakeGoogleOptions, type GoogleDelivery, startFakeGoogle } from "./fake-google.ts";
export { type FakeHeygen, type HeygenDelivery, startFakeHeygen } from "./fake-heygen.ts";
export { startFakeLuma } from "./fake-luma.ts";
export { startFakeOpenAI } from "./fake-openai.ts";
export {
  type FakeReplicate,
  type ReplicateDelivery,
  startFakeReplicate,
} from "./fake-replicate.ts";
export { startFakeRunway } from "./fake-runway.ts";
export { startFakeStability } from "./fake-stability.ts";
export { startFakeXai } from "./fake-xai.ts";
export type { Fault } from "./fault.ts";
export { type FakeFile, FileBook, sampleMedia } from "./file-book.ts";
export {
  type FakeJob,
  type FakeJobState,
  JobBook,
  type JobScript,
  type ScriptedEnd,
  type ScriptedState,
} from "./job-book.ts";
export { type Conversation, playConversation, type Played } from "./play.ts";
export type {
  FakeAnswer,
  FakeRequest,
  Refusal,
  Route,
  Step,
  Vendor,
  VendorContext,
} from "./route.ts";
export {
  type FakeVendor,
  type FakeVendorOptions,
  type RecordedRequest,
  startFakeVendor,
} from "./server.ts";
export {
  knownOf,
  type ModelColumns,
  secondsOf,
  unpadded,
  withModelTable,
  writeModelTable,
} from "./model-table.ts";
