/** A parameter's type, in the words of `src/catalogue-data.ts`. */
export interface Spec {
  t?: "s" | "n" | "b" | "a" | "o";
  e?: (string | number)[];
  r?: 1;
  i?: Spec;
  p?: Record<string, Spec>;
  anyOf?: Spec[];
}

/** What the types say of an endpoint. */
export interface TypedEndpoint {
  readonly parameters: Record<string, Spec>;
  /** Names in its output. */
  readonly outputs: readonly string[];
}

/** Reads `endpoints.d.ts` of fal-js: type aliases, and one map from endpoint to input and output. */
export function readTypes(text: string): ReadonlyMap<string, TypedEndpoint> {
  const types = declarations(text);
  const endpoints = types.get("EndpointTypeMap");
  if (!endpoints) throw new Error("no EndpointTypeMap: these are not fal-js's endpoint types");
  const propertiesOf = (name: string): Record<string, Spec> =>
    new TypeReader(types.get(name) ?? "{}", types).type().p ?? {};
  const pairs = endpoints.matchAll(/"([^"]+)": \{\s*input: (\w+);\s*output: (\w+);/g);
  return new Map(
    [...pairs].map(([, id = "", input = "", output = ""]) => [
      id,
      { parameters: propertiesOf(input), outputs: Object.keys(propertiesOf(output)) },
    ]),
  );
}

/** The text of each alias, without comments. */
function declarations(text: string): ReadonlyMap<string, string> {
  const plain = text.replace(/\/\*[\s\S]*?\*\//g, "");
  const aliases = plain.split(/^export type /m).slice(1);
  return new Map(
    aliases.map((alias) => {
      const [name = "", ...body] = alias.split(" = ");
      return [name, body.join(" = ")];
    }),
  );
}

/** Deep enough for every type that fal has, and an end for those that contain themselves. */
const deepest = 8;

class TypeReader {
  readonly #tokens: readonly string[];
  readonly #types: ReadonlyMap<string, string>;
  readonly #depth: number;
  #at = 0;

  constructor(text: string, types: ReadonlyMap<string, string>, depth = 0) {
    this.#tokens = text.match(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?|\w+|[{}<>[\]|?:;,]/g) ?? [];
    this.#types = types;
    this.#depth = depth;
  }

  type(): Spec {
    if (this.#peek() === "|") this.#at++;
    const options = [this.#single()];
    while (this.#peek() === "|") {
      this.#at++;
      options.push(this.#single());
    }
    return join(options.flat());
  }

  #single(): Spec[] {
    const token = this.#next();
    if (token === "{") return [this.#object()];
    if (/^["\d-]/.test(token)) return [literal(JSON.parse(token) as string | number)];
    switch (token) {
      case "string":
        return [{ t: "s" }];
      case "number":
        return [{ t: "n" }];
      case "boolean":
        return [{ t: "b" }];
      // Files are given as URLs.
      case "Blob":
      case "File":
        return [{ t: "s" }];
      case "Array":
        return [this.#list()];
      case "Record":
        while (this.#next() !== ">");
        return [{ t: "o" }];
      default:
        return [this.#named(token)];
    }
  }

  #list(): Spec {
    this.#next();
    const items = this.type();
    this.#next();
    return Object.keys(items).length > 0 ? { t: "a", i: items } : { t: "a" };
  }

  #object(): Spec {
    const properties: Record<string, Spec> = {};
    while (this.#peek() !== "}") {
      const name = this.#next().replaceAll('"', "");
      const optional = this.#peek() === "?";
      if (optional) this.#at++;
      this.#next();
      const spec = this.type();
      properties[name] = optional ? spec : { ...spec, r: 1 };
      if (this.#peek() === ";") this.#at++;
    }
    this.#at++;
    return { t: "o", p: properties };
  }

  #named(name: string): Spec {
    const body = this.#types.get(name);
    if (body === undefined || this.#depth >= deepest) return {};
    return new TypeReader(body, this.#types, this.#depth + 1).type();
  }

  #peek(): string | undefined {
    return this.#tokens[this.#at];
  }

  #next(): string {
    const token = this.#tokens[this.#at++];
    if (token === undefined)
      throw new Error(`the types end within ${this.#tokens.slice(0, 8).join(" ")}`);
    return token;
  }
}

function literal(value: string | number): Spec {
  return { t: typeof value === "number" ? "n" : "s", e: [value] };
}

/** A union: literals become an enumeration, which stands first. */
function join(options: readonly Spec[]): Spec {
  const literals = options.flatMap(({ e, t }) => (e ? e.map((value) => [t, value] as const) : []));
  const others = options.filter(({ e }) => !e);
  const enumerations = (["s", "n"] as const).flatMap((sort): Spec[] => {
    const values = literals.flatMap(([t, value]) => (t === sort ? [value] : []));
    return values.length > 0 ? [{ t: sort, e: values }] : [];
  });
  const all = [...enumerations, ...others];
  const different = all.filter((spec, index) => {
    const text = JSON.stringify(spec);
    return all.findIndex((other) => JSON.stringify(other) === text) === index;
  });
  if (different.some((spec) => Object.keys(spec).length === 0)) return {};
  return different.length === 1 ? (different[0] as Spec) : { anyOf: different };
}
