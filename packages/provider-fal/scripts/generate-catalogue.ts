// Makes src/catalogue.generated.ts: names, types, enumerations and required flags of every endpoint that fal types,
// and prints which endpoints came (+), went (-) or changed (~).
//   node scripts/generate-catalogue.ts endpoints.d.ts "fal-js@381105e 2026-08-02"
// where endpoints.d.ts is libs/client/src/types/endpoints.ts of github.com/fal-ai/fal-js, or the built file in the
// SDK's package. Types before August 2026 print enumerations of whole numbers as strings. A JSON file that was made
// of the types before is read as well. What an endpoint makes is read from its output, else from its id.
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { readTypes, type Spec, type TypedEndpoint } from "./read-types.ts";

interface Catalogue {
  source: string;
  specs: Spec[];
  parameters: [string, number][];
  endpoints: Record<string, [string, ...number[]]>;
}

/** Types as JSON: each parameter points to a pool, some with a default beside it. */
interface PooledTypes {
  source: string;
  endpoints: Record<string, Record<string, number | [number, unknown]>>;
  pool: Spec[];
}

const [path, label = ""] = process.argv.slice(2);
if (!path)
  throw new Error("usage: node scripts/generate-catalogue.ts <endpoints.d.ts> <source and date>");
const target = new URL("../src/catalogue.generated.ts", import.meta.url);
const made = path.endsWith(".json")
  ? fromJson(path)
  : makeCatalogue(label, readTypes(readFileSync(path, "utf8")));
printChanges(existsSync(target) ? readGenerated() : undefined, made);
write(made);

function fromJson(file: string): Catalogue {
  const { source, endpoints, pool } = JSON.parse(readFileSync(file, "utf8")) as PooledTypes;
  const outputs = installedTypes();
  const typed = Object.entries(endpoints).map(([id, names]): [string, TypedEndpoint] => {
    const parameters = Object.entries(names).map(([name, place]) => [
      name,
      pool[Array.isArray(place) ? place[0] : place] ?? {},
    ]);
    return [
      id,
      {
        parameters: Object.fromEntries(parameters) as Record<string, Spec>,
        outputs: outputs.get(id)?.outputs ?? [],
      },
    ];
  });
  return makeCatalogue(source, new Map(typed));
}

/** The types of the installed SDK. */
function installedTypes(): ReadonlyMap<string, TypedEndpoint> {
  const entry = createRequire(import.meta.url).resolve("@fal-ai/client");
  return readTypes(readFileSync(join(dirname(entry), "types/endpoints.d.ts"), "utf8"));
}

function makeCatalogue(source: string, typed: ReadonlyMap<string, TypedEndpoint>): Catalogue {
  const catalogue: Catalogue = { source, specs: [], parameters: [], endpoints: {} };
  const specIndexes = new Map<string, number>();
  const parameterIndexes = new Map<string, number>();
  const sorted = [...typed].toSorted(([left], [right]) => (left < right ? -1 : 1));
  for (const [id, { parameters, outputs }] of sorted) {
    const indexes = Object.entries(parameters).map(([name, given]) => {
      const spec = plain(given);
      const specIndex = indexOf(specIndexes, catalogue.specs, JSON.stringify(spec), spec);
      return indexOf(parameterIndexes, catalogue.parameters, `${name} ${specIndex}`, [
        name,
        specIndex,
      ]);
    });
    catalogue.endpoints[id] = [madeBy(id, parameters, outputs), ...indexes];
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
function madeBy(id: string, parameters: object, outputs: readonly string[]): string {
  const heard = "audio_url" in parameters || "source_audio_url" in parameters;
  const sound = heard && !/text-to-speech|tts|text-to-audio/.test(id) ? "s" : "t";
  if (
    /trainer|training|\/(train|create-voice|create-style|voice-clone|voice-design|structured_prompt)$/.test(
      id,
    )
  )
    return "o";
  // The SDK's types give this family an output of its image models.
  if (/luma-dream-machine\//.test(id)) return "v";
  if (outputs.length > 0) {
    if (outputs.some((name) => /^videos?$|^video_url$/.test(name))) return "v";
    if (outputs.some((name) => /^images?$|^image_url$/.test(name))) return "i";
    return outputs.some((name) => /^audios?$|^audio_(url|file)$/.test(name)) ? sound : "o";
  }
  if (/text-to-audio/.test(id)) return "t";
  if (/3d|mesh|splat|llm|vision$|transcri|speech-to-text|caption|world|realtime/.test(id))
    return "o";
  if (
    /video|lipsync|avatar|seedance|animat|omni-flash|motion|\/ray\/|transition|ltx-2\.3|pika|pixverse|\/ovi$|flash(head|talk)|telestyle|scail/.test(
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
  const kinds = ["v", "i", "t", "s", "o"].map((kind) => {
    const ids = now.filter((id) => after.endpoints[id]?.[0] === kind);
    return `${kind} ${ids.length}`;
  });
  console.log(`${now.length} endpoints: ${kinds.join(", ")}`);
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
