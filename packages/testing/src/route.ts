import type { FileBook } from "./file-book.ts";
import type { JobBook } from "./job-book.ts";

/** What a request to a vendor is about. Faults are scripted by it, and submits are counted by it. */
export type Step =
  | "submit"
  | "poll"
  | "stream"
  | "result"
  | "download"
  | "cancel"
  | "upload"
  | "other";

/** A request as it came in over HTTP. */
export interface FakeRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Parsed JSON, a `FormData` for forms, else text; `undefined` without a body. */
  readonly body: unknown;
  /** What the named parts of the route's path stand for. */
  readonly params: Readonly<Record<string, string>>;
}

/** What is sent back. At most one of `json`, `text`, `bytes` and `events`. */
export interface FakeAnswer {
  /** @default 200 */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly text?: string;
  readonly bytes?: Uint8Array;
  /** Server-sent events, each as JSON after `data: `. The answer ends with them. */
  readonly events?: AsyncIterable<unknown> | Iterable<unknown>;
  /** A submit that was known already (an idempotency key): not counted as accepted once more. */
  readonly repeated?: boolean;
}

/** What the code of a vendor works with. */
export interface VendorContext {
  /** Where the fake runs, without a slash at the end. */
  readonly url: string;
  /** The only key that is accepted. */
  readonly apiKey: string;
  readonly jobs: JobBook;
  readonly files: FileBook;
}

/** One kind of request that a vendor answers. The first route that fits a request gets it. */
export interface Route {
  readonly step: Step;
  readonly method: string;
  /** As in `/v1/tasks/:id`; `*name` takes any number of parts, `::` stands for a colon. */
  readonly path: string;
  answer(request: FakeRequest, context: VendorContext): FakeAnswer | Promise<FakeAnswer>;
}

/** Ways in which a vendor refuses, each to be told in the vendor's own words. */
export type Refusal = "unauthorized" | "rate-limited" | "moderated" | "invalid" | "not-found";

/** A vendor to be faked: what differs from others. */
export interface Vendor {
  readonly name: string;
  readonly routes: readonly Route[];
  /** The key that a request carries, without words such as `Bearer`. Nothing: the request needs none. */
  keyOf(request: FakeRequest): string | undefined;
  /** How the vendor says no. */
  refuse(reason: Refusal, message: string): FakeAnswer;
}

/** The route of a request, and what its named parts stand for. */
export function findRoute(
  routes: readonly Route[],
  method: string,
  path: string,
): { route: Route; params: Record<string, string> } | undefined {
  for (const route of routes) {
    if (route.method !== method) continue;
    const params = matchPath(route.path, path);
    if (params) return { route, params };
  }
  return undefined;
}

const expressions = new Map<string, RegExp>();

function expressionOf(pattern: string): RegExp {
  const known = expressions.get(pattern);
  if (known) return known;
  const source = pattern
    .replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll(/(?<!:):(\w+)/g, "(?<$1>[^/]+?)")
    .replaceAll("::", ":")
    .replaceAll(/\*(\w+)/g, "(?<$1>.+?)");
  const made = new RegExp(`^${source}$`);
  expressions.set(pattern, made);
  return made;
}

function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const found = expressionOf(pattern).exec(path);
  if (!found) return undefined;
  const groups = Object.entries(found.groups ?? {});
  return Object.fromEntries(groups.map(([name, value]) => [name, decodeURIComponent(value)]));
}
