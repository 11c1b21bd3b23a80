#!/usr/bin/env node
import { main } from "./cli.ts";

const stop = new AbortController();
for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => stop.abort());
// A reader that has seen enough, such as `head`, closes the pipe.
process.stdout.on("error", () => process.exit(0));

const code = await main(
  process.argv.slice(2),
  {
    out: (text) => void process.stdout.write(text),
    error: (text) => void process.stderr.write(text),
    outIsTerminal: process.stdout.isTTY,
    errorIsTerminal: process.stderr.isTTY,
    input: process.stdin,
  },
  stop.signal,
);
// An interrupted read of standard input would keep the program alive.
if (stop.signal.aborted) process.exit(code);
process.exitCode = code;
