import { isDeepStrictEqual } from "node:util";
import { type GivenRequest, type Page, pagesOf, type PageOptions, payloadOf } from "./page.ts";
import { requestFor, spellingsOf, withParameter } from "./page-request.ts";
import { tooMuch } from "./page-limits.ts";
import {
  namesIn,
  outside,
  type ParameterSchema,
  problemsOf,
  read,
  schemaAt,
  tell,
  valuesOf,
} from "./schema.ts";

/** What was found out about the pages of a provider. */
export interface PageFindings {
  readonly problems: readonly string[];
  readonly counts: Readonly<Counts>;
}

type Counts = Record<
  "models" | "variants" | "payloads" | "parameters" | "byField" | "byExtraParams" | "outside",
  number
>;

/** What was found out so far about pages that share a schema. */
interface Notes {
  readonly options: PageOptions;
  readonly counts: Counts;
  readonly problems: string[];
  /** Names of parameters that were sent, and values of them. */
  readonly reached: Set<string>;
}

/**
 * Holds every model of a provider to its schemas. A minimal and a full request give valid payloads; every property is
 * sent; every value of an enumeration and both ends of a range are sent by the parameter's own field, or by its name
 * in `extraParams` where no field is for it; no page allows or wants more than its schema, and a value outside of it is
 * never sent (`outside`).
 */
export async function checkPages(options: PageOptions): Promise<PageFindings> {
  const problems: string[] = [];
  const counts = {
    models: 0,
    variants: 0,
    payloads: 0,
    parameters: 0,
    byField: 0,
    byExtraParams: 0,
    outside: 0,
  };
  for (const pages of pagesOf(options).values()) {
    counts.models++;
    for (const schema of new Set(pages.map((page) => page.schema))) {
      const alike = pages.filter((page) => page.schema === schema);
      const notes: Notes = { options, counts, problems: [], reached: new Set() };
      await checkAlike(notes, schema, alike);
      problems.push(...notes.problems.map((problem) => `${alike[0]?.model} ${problem}`));
    }
  }
  return { problems, counts };
}

/** Pages that share one schema: together they send all of it. */
async function checkAlike(
  notes: Notes,
  schema: ParameterSchema,
  pages: readonly Page[],
): Promise<void> {
  const { options, counts, problems, reached } = notes;
  for (const page of pages) {
    counts.variants++;
    problems.push(...tooMuch(options, page));
    await checkPayloads(notes, page);
    for (const parameter of Object.keys(page.variant.fields)) {
      await checkValues(notes, page, parameter);
      await checkOutside(notes, page, parameter);
    }
  }
  const onPages = pages.flatMap(({ variant }) => Object.keys(variant.fields));
  for (const name of namesIn(schema, onPages)) {
    counts.parameters++;
    if (!reached.has(name)) problems.push(`${name} is never sent`);
    const values = onPages.includes(name) ? valuesOf(schemaAt(schema, name) ?? {}) : [];
    const absent = values.filter((value) => !reached.has(label(name, value)));
    problems.push(...absent.map((value) => `${label(name, value)} is never sent`));
  }
}

function label(name: string, value: unknown): string {
  return `${name} ${JSON.stringify(value)}`;
}

async function checkPayloads(notes: Notes, page: Page): Promise<void> {
  const { options, problems, reached } = notes;
  const own = Object.keys(page.variant.fields);
  const sent = new Set<string>();
  for (const which of ["minimal", "full"] as const) {
    const request = requestFor(options, page, which);
    for (const given of options.split?.(request, page, which) ?? [request]) {
      const outcome = await send(notes, page, given);
      problems.push(...outcome.problems.map((text) => `${which}: ${text}`));
      for (const name of [...namesIn(page.schema, own), ...own]) {
        if (read(outcome.body, name) !== undefined) sent.add(name);
      }
    }
  }
  const missing = own.filter((name) => schemaAt(page.schema, name) && !sent.has(name));
  problems.push(...missing.map((name) => `full: ${name} is not sent`));
  for (const name of sent) reached.add(name);
}

/** A payload, and what is wrong with it. */
async function send(
  { options, counts }: Notes,
  page: Page,
  request: GivenRequest,
): Promise<{ body: Record<string, unknown>; problems: readonly string[] }> {
  try {
    const { endpoint, body } = await payloadOf(options, page.model, request);
    counts.payloads++;
    const problems = [
      ...(endpoint === page.endpoint ? [] : [`${endpoint} would be called`]),
      ...problemsOf(page.schema, body).map(tell),
      ...(options.rules?.(page.schema, body) ?? []),
    ];
    return { body, problems };
  } catch (error) {
    return { body: {}, problems: [String(error)] };
  }
}

/** Whether every value of a parameter can be sent; where anything of a type will do, whether it can be sent at all. */
async function checkValues(notes: Notes, page: Page, parameter: string): Promise<void> {
  const { options, counts, problems, reached } = notes;
  const mapper = page.variant.fields[parameter];
  const schema = schemaAt(page.schema, parameter);
  if (!mapper || !schema) return;
  const narrowed = options.narrowed?.(parameter, page) ?? false;
  const whole = mapper.media ? [] : valuesOf(schema);
  const own = whole.filter((value) => !narrowed || mapper.shape.allowed?.includes(value as string));
  const byName = mapper.sources[0] === "extraParams";
  for (const value of own) {
    counts[byName || options.onlyByName?.(parameter, value) ? "byExtraParams" : "byField"]++;
    const told = await sendsValue(notes, page, parameter, value);
    if (told === undefined) reached.add(label(parameter, value));
    else problems.push(`${parameter} cannot be ${JSON.stringify(value)}${told}`);
  }
  if (own.length > 0) return;
  counts[byName ? "byExtraParams" : "byField"]++;
  const base = least(options, page, parameter);
  const request = mapper.required ? base : withParameter(options, page, base, parameter);
  const { body, problems: found } = await send(notes, page, request);
  problems.push(...found.map((text) => `with ${parameter}: ${text}`));
  if (read(body, parameter) === undefined) problems.push(`${parameter} cannot be sent by itself`);
}

/** Whether a value that the schema does not know is kept from the wire. */
async function checkOutside(notes: Notes, page: Page, parameter: string): Promise<void> {
  const { options, counts, problems } = notes;
  const mapper = page.variant.fields[parameter];
  const schema = schemaAt(page.schema, parameter);
  if (!mapper || !schema || mapper.media) return;
  const base = least(options, page, parameter);
  for (const value of outside(schema)) {
    counts.outside++;
    for (const spelling of spellingsOf(options, parameter, mapper, value)) {
      const request = joined(base, spelling);
      const body = await payloadOf(options, page.model, request).then(
        (sent) => sent.body,
        () => ({}),
      );
      const sent = read(body, parameter);
      if (sent !== undefined && problemsOf(schema, sent).length > 0) {
        problems.push(`${parameter} is sent as ${JSON.stringify(sent)}, unknown to the schema`);
      }
    }
  }
}

/** Nothing, when a spelling of the value is sent as it is and the rest is right as well. */
async function sendsValue(
  notes: Notes,
  page: Page,
  parameter: string,
  value: unknown,
): Promise<string | undefined> {
  const mapper = page.variant.fields[parameter] ?? { sources: ["extraParams"] as const };
  const base = least(notes.options, page, parameter);
  let told = "";
  for (const spelling of spellingsOf(notes.options, parameter, mapper, value)) {
    const { body, problems } = await send(notes, page, joined(base, spelling));
    const sent = isDeepStrictEqual(read(body, parameter), value);
    if (sent && problems.length === 0) return undefined;
    told = sent ? ` (${problems.join("; ")})` : told;
  }
  return told;
}

function joined(base: GivenRequest, more: GivenRequest): GivenRequest {
  const extras = [base, more].map((request) => request["extraParams"] as object | undefined);
  return { ...base, ...more, extraParams: { ...extras[0], ...extras[1] } };
}

/** The least that a page takes, as one request. */
function least(options: PageOptions, page: Page, parameter: string): GivenRequest {
  const request = requestFor(options, page, "minimal");
  const [first = request] = options.split?.(request, page, "minimal", parameter) ?? [];
  return first;
}
