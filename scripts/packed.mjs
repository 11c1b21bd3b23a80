// Installs each package as it would be published, alone with core, into an empty folder, and looks at what is there:
// its import over an empty Node, whether its vendor's SDK was loaded, which neighbours came along, its size.
// Plain JavaScript and the Node that runs it, so that older versions can be tried. Build first.
import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const wanted = process.argv.slice(2);
const names = readdirSync(join(root, "packages")).filter(
  (name) => name !== "core" && name !== "testing" && (wanted.length === 0 || wanted.includes(name)),
);
const rounds = 7;
let failed = 0;

const middle = (numbers) => numbers.toSorted((left, right) => left - right)[numbers.length >> 1];

function wallTime(folder, code) {
  const started = performance.now();
  const run = spawnSync(process.execPath, ["--input-type=module", "--eval", code], {
    cwd: folder,
    encoding: "utf8",
  });
  if (run.status !== 0) throw new Error(run.stderr);
  return { time: performance.now() - started, printed: run.stdout.trim() };
}

console.log(`Node ${process.version}`);
console.log(
  "| package | import over empty Node | SDK loaded by the import | neighbours | ok |\n|---|---|---|---|---|",
);
for (const name of names) {
  const extra = name === "provider-azure-openai" ? ["provider-openai"] : [];
  const folder = execFileSync(
    process.execPath,
    [join(root, "scripts", "install-packed.mjs"), "core", ...extra, name],
    { encoding: "utf8" },
  ).trim();
  try {
    const code = `await import("@tarash/core"); await import("@tarash/${name}");`;
    const over = [];
    for (let round = 0; round < rounds; round++) {
      const empty = wallTime(folder, "").time;
      over.push(wallTime(folder, code).time - empty);
    }
    const sdks = ["@fal-ai/client", "openai/", "replicate/", "@google/genai", "@runwayml/sdk"];
    const hook = `import { registerHooks } from "node:module"; const seen = new Set();
      registerHooks?.({ load(url, context, next) { for (const sdk of ${JSON.stringify(sdks)}) if (url.includes("/node_modules/" + sdk)) seen.add(sdk); return next(url, context); } });`;
    const { printed } = wallTime(
      folder,
      `${hook} ${code} console.log([...seen].join(", ") || "none");`,
    );
    const neighbours = readdirSync(join(folder, "node_modules", "@tarash")).filter(
      (each) => each !== name && each !== "core",
    );
    const time = middle(over);
    const ok = printed === "none" && neighbours.join() === extra.join();
    if (!ok) failed++;
    console.log(
      `| ${name} | ${time.toFixed(0)} ms${time > 60 ? " (over 60)" : ""} | ${printed} | ${neighbours.join(", ") || "none"} | ${ok ? "yes" : "NO"} |`,
    );
    if (name === "provider-mock") {
      const made = `const { generateVideo } = await import("@tarash/core"); const { mock } = await import("@tarash/provider-mock");
        const { video } = await generateVideo(mock("any", { mock: { media: "tiny" } }), { prompt: "a cat" }); console.log(video.contentType);`;
      console.log(`| ${name} plays | ${wallTime(folder, made).printed} | | | yes |`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}
process.exitCode = failed > 0 ? 1 : 0;
