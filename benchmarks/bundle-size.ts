import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { row, type Row } from "./measure.ts";

/** What a product's bundle grows by, minified and gzipped. */
export async function bundleSize(): Promise<readonly Row[]> {
  const ours = await sizeOf(
    'export { generateVideo } from "@tarash/core"; export { fal } from "@tarash/provider-fal";',
  );
  const peer = await sizeOf(
    'export { experimental_generateVideo } from "ai"; export { fal } from "@ai-sdk/fal";',
  );
  const client = await sizeOf('export { createFalClient } from "@fal-ai/client";');
  const kilobytes = (bytes: number): string => `${(bytes / 1_000).toFixed(1)} kB`;
  return [
    row(
      "bundle of core + fal with `@fal-ai/client`, gzip",
      kilobytes(ours),
      "≤ 45 kB",
      ours <= 45_000,
    ),
    row("… of which `@fal-ai/client`", kilobytes(client), "–", true),
    row(
      "… beside `ai` + `@ai-sdk/fal`",
      `${(ours / peer).toFixed(2)} × (${kilobytes(peer)})`,
      "–",
      true,
    ),
  ];
}

async function sizeOf(contents: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    platform: "node",
    target: "node22",
  });
  return outputFiles.reduce((sum, { contents: bytes }) => sum + gzipSync(bytes).byteLength, 0);
}
