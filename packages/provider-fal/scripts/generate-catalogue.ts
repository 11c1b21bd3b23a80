// Makes src/catalogue.generated.ts: names, types, enumerations and required flags of every endpoint that fal types.
//   node scripts/generate-catalogue.ts <fal-all.compact.json>
// Prints which endpoints came, went or changed. What an endpoint makes is read from the SDK's types where it is in
// them, and from its id otherwise.
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

interface Spec {
  t?: string;
  e?: (string | number)[];
  r?: 1;
  i?: Spec;
  p?: Record<string, Spec>;
  anyOf?: Spec[];
}
interface Compact {
  source: string;
  endpoints: Record<string, Record<string, number | [number, unknown]>>;
  pool: Spec[];
}
interface Catalogue {
  source: string;
  specs: Spec[];
  parameters: [string, number][];
  endpoints: Record<string, [string, ...number[]]>;
}

const [path] = process.argv.slice(2);
if (!path) throw new Error("usage: node scripts/generate-catalogue.ts <fal-all.compact.json>");
const target = new URL("../src/catalogue.generated.ts", import.meta.url);
const given = JSON.parse(readFileSync(path, "utf8")) as Compact;
const made = makeCatalogue(given, readOutputs());
printChanges(existsSync(target) ? readGenerated() : undefined, made);
write(made);

function makeCatalogue(
  { source, endpoints, pool }: Compact,
  outputs: Map<string, string[]>,
): Catalogue {
  const catalogue: Catalogue = { source, specs: [], parameters: [], endpoints: {} };
  const specIndexes = new Map<string, number>();
  const parameterIndexes = new Map<string, number>();
  for (const id of Object.keys(endpoints).toSorted()) {
    const names = endpoints[id] ?? {};
    const indexes = Object.entries(names).map(([name, place]) => {
      const spec = plain(pool[Array.isArray(place) ? place[0] : place] ?? {});
      const specIndex = indexOf(specIndexes, catalogue.specs, JSON.stringify(spec), spec);
      return indexOf(parameterIndexes, catalogue.parameters, `${name} ${specIndex}`, [
        name,
        specIndex,
      ]);
    });
    catalogue.endpoints[id] = [madeBy(id, names, outputs.get(id)), ...indexes];
  }
  return catalogue;
}

function indexOf<Entry>(
  indexes: Map<string, number>,
  entries: Entry[],
  key: string,
  entry: Entry,
): number {
  const known = indexes.get(key);
  if (known !== undefined) return known;
  indexes.set(key, entries.length);
  return entries.push(entry) - 1;
}

/** A spec without what only a reader needs. */
function plain({ t, e, r, i, p, anyOf }: Spec): Spec {
  return {
    ...(t ? { t } : {}),
    ...(e ? { e } : {}),
    ...(r ? { r } : {}),
    ...(i ? { i: plain(i) } : {}),
    ...(p
      ? { p: Object.fromEntries(Object.entries(p).map(([name, spec]) => [name, plain(spec)])) }
      : {}),
    ...(anyOf ? { anyOf: anyOf.map(plain) } : {}),
  };
}

/** `v`ideo, `i`mage, `t`ext to speech or other sound, `s`ound from sound, or `o`ther. */
function madeBy(id: string, parameters: object, outputs: string[] | undefined): string {
  const heard = "audio_url" in parameters || "source_audio_url" in parameters;
  const sound = heard && !/text-to-speech|tts|text-to-audio/.test(id) ? "s" : "t";
  if (
    /trainer|training|\/(train|create-voice|create-style|voice-clone|voice-design|structured_prompt)$/.test(
      id,
    )
  )
    return "o";
  if (outputs && outputs.length > 0) {
    if (outputs.some((name) => /^videos?$|^video_url$/.test(name))) return "v";
    if (outputs.some((name) => /^images?$|^image_url$/.test(name))) return "i";
    return outputs.some((name) => /^audios?$|^audio_(url|file)$/.test(name)) ? sound : "o";
  }
  if (/text-to-audio/.test(id)) return "t";
  if (/3d|mesh|splat|llm|vision$|transcri|speech-to-text|caption|world|realtime/.test(id))
    return "o";
  if (
    /video|lipsync|avatar|dance|animat|omni-flash|motion|\/ray\/|transition|ltx-2\.3|pika|pixverse|\/ovi$|flash(head|talk)|telestyle|scail/.test(
      id,
    )
  )
    return "v";
  if (
    /image|photo|banana|flux|edit|ideogram|recraft|seedream|krea|reve|upscal|background|uni-1|dream|paint|vto|try-?on|relight|canvas|picture|fibo|genfill|extract-object|control-light|feynobg|smart-resize|patina|infographic/.test(
      id,
    )
  )
    return "i";
  return /tts|speech|voice|audio|music|sound|song|dub|lyria|zonos/.test(id) ? sound : "o";
}

/** The names in each endpoint's output, from the types of the installed SDK. */
function readOutputs(): Map<string, string[]> {
  const entry = createRequire(import.meta.url).resolve("@fal-ai/client");
  const types = readFileSync(join(dirname(entry), "types/endpoints.d.ts"), "utf8");
  const named = new Map<string, string[]>();
  for (const [, name = "", body = ""] of types.matchAll(
    /^export type (\w+) = \{\n([\s\S]*?)^\};/gm,
  )) {
    named.set(
      name,
      [...body.matchAll(/^ {4}(\w+)\??:/gm)].map(([, field = ""]) => field),
    );
  }
  for (const [, name = "", other = ""] of types.matchAll(/^export type (\w+) = (\w+);/gm)) {
    named.set(name, named.get(other) ?? []);
  }
  const outputs = new Map<string, string[]>();
  for (const [, id = "", output = ""] of types.matchAll(
    /^ {4}"([^"]+)": \{\n.*\n {8}output: (\w+);/gm,
  )) {
    outputs.set(id, named.get(output) ?? []);
  }
  return outputs;
}

function readGenerated(): Catalogue {
  const text = readFileSync(target, "utf8");
  const json = /^const text =\n {2}'(.*)';$/m.exec(text)?.[1] ?? "{}";
  return JSON.parse(json.replaceAll("\\'", "'").replaceAll("\\\\", "\\")) as Catalogue;
}

function printChanges(before: Catalogue | undefined, after: Catalogue): void {
  const look = (catalogue: Catalogue, id: string): string => {
    const [kind, ...indexes] = catalogue.endpoints[id] ?? [""];
    const parameters = indexes.map((index) => {
      const [name, spec] = catalogue.parameters[index] ?? ["", 0];
      return [name, catalogue.specs[spec]];
    });
    return JSON.stringify([kind, parameters]);
  };
  const old = new Set(Object.keys(before?.endpoints ?? {}));
  const now = Object.keys(after.endpoints);
  for (const id of now) {
    if (!before || !old.has(id)) {
      if (before) console.log(`+ ${id}`);
    } else if (look(before, id) !== look(after, id)) console.log(`~ ${id}`);
    old.delete(id);
  }
  for (const id of old) console.log(`- ${id}`);
  const kinds = Object.groupBy(now, (id) => after.endpoints[id]?.[0] ?? "o");
  console.log(
    `${now.length} endpoints: ${Object.entries(kinds)
      .map(([kind, ids]) => `${kind} ${ids?.length}`)
      .join(", ")}`,
  );
}

function write(catalogue: Catalogue): void {
  const json = JSON.stringify(catalogue).replaceAll("\\", "\\\\").replaceAll("'", "\\'");
  const temporary = new URL(`${target.href}.part`);
  writeFileSync(
    temporary,
    `// Made by scripts/generate-catalogue.ts from the endpoint types of fal-js (MIT License, Copyright (c) fal - Features & Labels).
// Names, types, enumerations and required flags only.
import type { CatalogueData } from "./catalogue-data.ts";

const text =
  '${json}';

/** Parsed anew at each call: whoever needs it keeps it. */
export function readCatalogue(): CatalogueData {
  return JSON.parse(text) as CatalogueData;
}
`,
  );
  renameSync(temporary, target);
}
