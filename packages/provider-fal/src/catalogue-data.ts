/** A parameter as fal types it: text, number, boolean, list or object; enumeration; required. */
export interface Spec {
  readonly t?: "s" | "n" | "b" | "a" | "o";
  readonly e?: readonly (string | number)[];
  readonly r?: 1;
  /** Entries of a list. */
  readonly i?: Spec;
  /** Properties of an object. */
  readonly p?: Readonly<Record<string, Spec>>;
  readonly anyOf?: readonly Spec[];
}

/** What an endpoint makes: video, image, speech or other sound from words, sound from sound, or nothing of these. */
export type Makes = "v" | "i" | "t" | "s" | "o";

/** The generated data: endpoints point to parameters, parameters to specs. */
export interface CatalogueData {
  readonly source: string;
  readonly specs: readonly Spec[];
  readonly parameters: readonly (readonly [name: string, spec: number])[];
  readonly endpoints: Readonly<Record<string, readonly [Makes, ...number[]]>>;
}
