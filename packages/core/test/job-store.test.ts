import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { testJobStore } from "../../testing/src/kit.ts";
import { FileJobStore } from "../src/file-job-store.ts";
import { MemoryJobStore } from "../src/job-store.ts";

testJobStore("MemoryJobStore", () => new MemoryJobStore());

testJobStore("FileJobStore", {
  make: async () => new FileJobStore(await mkdtemp(join(tmpdir(), "tarash-jobs-"))),
  reopen: (store) => new FileJobStore(store.folder),
  close: (store) => rm(store.folder, { recursive: true, force: true }),
});
