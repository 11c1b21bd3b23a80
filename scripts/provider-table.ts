// The README's table of providers, from the code. Run it to print the table, or with --write to put it there.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { providers } from "./providers.ts";

const operations = ["video", "image", "tts", "sts"] as const;

/** One line a provider: its package, and how many models it knows for each operation. */
export function providerTable(): string {
  const lines = Object.entries(providers).map(([exported, { definition }]) => {
    const cells = operations.map((operation) => {
      if (!definition.operations[operation]) return "–";
      const models = Object.values(definition.models[operation] ?? {});
      return models.length > 0 ? `${models.length} models` : "any model";
    });
    const name = `[@tarash/provider-${definition.name}](packages/provider-${definition.name}/README.md)`;
    const key = definition.env.map((variable) => `\`${variable}\``).join(", ") || "none";
    return `| ${name} | \`${exported}\` | ${cells.join(" | ")} | ${key} |`;
  });
  return [
    "| package | export | video | image | text to speech | speech to speech | key |",
    "|---|---|---|---|---|---|---|",
    ...lines,
    "",
  ].join("\n");
}

if (process.argv[1] === import.meta.filename) {
  const page = join(import.meta.dirname, "..", "README.md");
  const text = readFileSync(page, "utf8");
  const next = text.replace(
    /(<!-- providers: [^>]* -->\n)[\s\S]*?(<!-- \/providers -->)/,
    (_, start: string, end: string) => `${start}${providerTable()}${end}`,
  );
  if (process.argv.includes("--write")) writeFileSync(page, next);
  else console.log(providerTable());
}
