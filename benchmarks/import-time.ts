import { inOwnProcess, median, row, type Row, wallTime } from "./measure.ts";

const subjects = {
  empty: "",
  tarash: 'await import("@tarash/core"); await import("@tarash/provider-fal");',
  client: 'await import("@fal-ai/client");',
  ai: 'await import("ai"); await import("@ai-sdk/fal");',
};
const rounds = 11;

/** What an import costs over an empty Node, in whole processes taken in turn. Ours is measured as it is published: built. */
export function importTime(built: { core: string; fal: string }): readonly Row[] {
  const codes = {
    ...subjects,
    tarash: `await import(${JSON.stringify(built.core)}); await import(${JSON.stringify(built.fal)});`,
  };
  const times: Record<keyof typeof codes, number[]> = { empty: [], tarash: [], client: [], ai: [] };
  for (let round = 0; round < rounds; round++) {
    for (const name of Object.keys(codes) as (keyof typeof codes)[])
      times[name].push(wallTime(codes[name]));
  }
  const over = (name: keyof typeof codes): number =>
    median(times[name].map((time, round) => time - (times.empty[round] ?? 0)));
  const [tarash, client, ai] = [over("tarash"), over("client"), over("ai")];
  const loaded = inOwnProcess(
    `${codes.tarash} console.log(process.moduleLoadList.some((name) => name.includes("fal-ai")))`,
  );
  return [
    row(
      "import of core + provider-fal over empty Node",
      `${tarash.toFixed(0)} ms`,
      "≤ 45 ms",
      tarash <= 45,
    ),
    row(
      "… beside `ai` + `@ai-sdk/fal`",
      `${(tarash / ai).toFixed(2)} × (${ai.toFixed(0)} ms)`,
      "≤ 0.25 ×",
      tarash <= ai / 4,
    ),
    row(
      "… beside `@fal-ai/client` alone",
      `${(tarash / client).toFixed(2)} × (${client.toFixed(0)} ms)`,
      "–",
      true,
    ),
    row("… loads the vendor's SDK", loaded, "false", loaded === "false"),
  ];
}
