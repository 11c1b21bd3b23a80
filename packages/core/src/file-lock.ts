import { randomUUID } from "node:crypto";
import { link, open, readFile, rm, stat, unlink } from "node:fs/promises";
import { hostname } from "node:os";

/** A lock of an unknown owner that is older belongs to one that died, in milliseconds. A write takes a few. */
const staleLockMs = 10_000;
/** Time between two looks at a lock that another process holds, in milliseconds. */
const lockWaitMs = 5;

/** Makes a file that only one process can make; call the result to let go. */
export async function lockFile(path: string): Promise<() => Promise<void>> {
  const mine = `${process.pid} ${hostname()} ${randomUUID()}`;
  for (;;) {
    if (await make(path, mine)) return () => release(path, mine);
    const text = await readFile(path, "utf8").catch(() => undefined);
    if (text === undefined || (await isDead(path, text, staleLockMs))) {
      if (text !== undefined) await bury(path, text);
      continue;
    }
    await new Promise((resolve) => setTimeout(resolve, lockWaitMs));
  }
}

async function make(path: string, text: string): Promise<boolean> {
  try {
    const file = await open(path, "wx", 0o600);
    await file.writeFile(text).finally(() => file.close());
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Whoever was taken for dead must not remove the lock of his heir. */
async function release(path: string, mine: string): Promise<void> {
  const text = await readFile(path, "utf8").catch(() => undefined);
  if (text === mine) await rm(path, { force: true });
}

/** A process of this machine is asked for; of others, and of locks without an owner, only the age is known. */
async function isDead(path: string, text: string, maximumMs: number): Promise<boolean> {
  const [pid, host] = text.split(" ");
  if (host === hostname() && Number(pid) > 0 && !isAlive(Number(pid))) return true;
  const age = await stat(path).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => 0,
  );
  return age > maximumMs;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/**
 * Removes a dead lock, and no other. Of several who find it dead, the one who makes the second name, which belongs
 * to this very lock, may do so; if the file under it turns out to be a newer lock, it is left alone.
 */
async function bury(path: string, text: string): Promise<void> {
  const [, , id = "torn"] = text.split(" ");
  const grave = `${path}.${id}.dead`;
  try {
    await link(path, grave);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST" && (await isDead(grave, "", 2 * staleLockMs)))
      await rm(grave, { force: true });
    if (code !== "EEXIST" && code !== "ENOENT") throw error;
    return;
  }
  const found = await readFile(grave, "utf8").catch(() => undefined);
  if (found === text) await unlink(path).catch(() => undefined);
  await rm(grave, { force: true });
}
