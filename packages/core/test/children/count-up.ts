// Counts a record up for ever, or as often as asked, and says each number when it is kept.
import { FileJobStore } from "../../src/file-job-store.ts";
import type { JobRecord } from "../../src/job-store.ts";

const [folder = "", id = "", times = "Infinity", padding = "0"] = process.argv.slice(2);
const store = new FileJobStore(folder);
for (let done = 0; done < Number(times); done++) {
  const kept = await store.update(id, (current) => {
    const job = current as JobRecord;
    return { ...job, attempt: job.attempt + 1, idempotencyKey: "x".repeat(Number(padding)) };
  });
  process.stdout.write(`${(kept as JobRecord).attempt}\n`);
}
