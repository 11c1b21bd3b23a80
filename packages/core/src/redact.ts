/** Keys whose values are secrets, wherever they stand. `token` alone, since `max_tokens` is none. */
const secretKey =
  /^(?:.*api[-_]?key|.*password|.*secret|authorization|auth|.*credentials?|cookie|set-cookie|signature|.*access[-_]?token|.*refresh[-_]?token|.*id[-_]?token|.*auth[-_]?token|.*session[-_]?token|.*intent[-_]?token|token|bearer|xi-api-key|x-amz-security-token|private[-_]?key)$/i;

/** Query parameters that open a door: signed URLs, keys in the address, Tarash's own webhook token. */
const secretQuery =
  /([?&](?:key|api[-_]?key|token|access[-_]?token|auth|signature|sig|secret|x-amz-[a-z-]*|x-goog-[a-z-]*|tarash[-_]?[a-z]*)=)[^&#\s"']+/gi;

/** `user:password@` of a URL. The scheme's length is bounded, or hostile text would take quadratic time. */
const urlUser = /(\b[a-z][a-z0-9+.-]{0,30}:\/\/)[^/\s@"']{1,500}@/gi;
/** The words after `Bearer` and its kin in a header; after `Key` and `Token`, which are plain words too, only what has a digit. */
const headerWord = /\b(bearer|basic)(\s{1,9})[\w.~+/=:-]{6,}/gi;
const keyWord = /\b(key|token)(\s{1,9})(?=[\w.~+/=:-]{0,80}\d)[\w.~+/=:-]{6,}/gi;

const dataUrl = /data:[\w.+-]+\/[\w.+-]+(?:;[\w=.+-]+)*;base64,[A-Za-z0-9+/=_-]{64,}/g;
const longBase64 = /^[A-Za-z0-9+/_-]{256,}={0,2}$/;
const mark = "[redacted]";
const longestText = 2_000;
const deepest = 12;

/**
 * A copy of `value` in which no secret stands: secrets by key at any depth, in headers, URL queries and known
 * spellings inside text; the `known` values wherever they occur; bytes and base64 shortened to their size.
 */
export function redact(value: unknown, known: readonly string[] = knownSecrets()): unknown {
  return copy(value, known, 0, new Set());
}

/** Text without secrets; the same rules as {@link redact}. */
export function redactText(text: string, known: readonly string[] = knownSecrets()): string {
  if (text.length > longestText && longBase64.test(text))
    return `[base64, ${text.length} characters]`;
  let clean = text
    .replace(
      dataUrl,
      (found) => `${found.slice(0, found.indexOf(",") + 1)}[${found.length} characters]`,
    )
    .replace(secretQuery, `$1${mark}`)
    .replace(urlUser, `$1${mark}@`)
    .replace(headerWord, `$1$2${mark}`)
    .replace(keyWord, `$1$2${mark}`);
  for (const secret of known) clean = clean.replaceAll(secret, mark);
  if (longBase64.test(clean)) return `[base64, ${clean.length} characters]`;
  if (clean.length <= longestText) return clean;
  return `${clean.slice(0, longestText)}… [${clean.length} characters]`;
}

const secrets = new Set<string>();
const mostSecrets = 1_000;

/** Remembers a secret in use, so that it is found by value too: some vendors echo the key in an error or a URL. */
export function rememberSecret(secret: string | undefined): void {
  if (!secret || secret.length < 8 || secrets.has(secret)) return;
  for (const spelling of new Set([secret, encodeURIComponent(secret)])) {
    if (secrets.size >= mostSecrets) {
      const [oldest] = secrets;
      if (oldest !== undefined) secrets.delete(oldest);
    }
    secrets.add(spelling);
  }
}

function knownSecrets(): readonly string[] {
  return [...secrets];
}

function copy(
  value: unknown,
  known: readonly string[],
  depth: number,
  above: Set<object>,
): unknown {
  if (typeof value === "string") return redactText(value, known);
  if (typeof value === "function") return `[function ${value.name}]`;
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof ArrayBuffer) return `[${value.byteLength} bytes]`;
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (typeof Blob !== "undefined" && value instanceof Blob) return `[${value.size} bytes]`;
  if (value instanceof Date) return value;
  if (value instanceof URL) return redactText(value.href, known);
  if (above.has(value)) return "[circular]";
  if (depth >= deepest) return "[deeper]";
  above.add(value);
  try {
    if (value instanceof Error) return copyError(value, known, depth, above);
    if (Array.isArray(value)) return value.map((entry) => copy(entry, known, depth + 1, above));
    if (typeof Headers !== "undefined" && value instanceof Headers) {
      return copyEntries([...value], known, depth, above);
    }
    if (value instanceof Map) return copyEntries([...value], known, depth, above);
    if (value instanceof Set) return copy([...value], known, depth, above);
    return copyEntries(entriesOf(value), known, depth, above);
  } finally {
    above.delete(value);
  }
}

function copyEntries(
  entries: [unknown, unknown][],
  known: readonly string[],
  depth: number,
  above: Set<object>,
): Record<string, unknown> {
  return Object.fromEntries(
    entries.map(([key, entry]) => {
      const name = String(key);
      const hidden = secretKey.test(name) && entry !== undefined && entry !== null;
      return [name, hidden ? mark : copy(entry, known, depth + 1, above)];
    }),
  );
}

/** The fields of an object. A getter that throws must not take the place of what is being told. */
function entriesOf(value: object): [string, unknown][] {
  return Object.keys(value).map((name) => {
    try {
      return [name, (value as Record<string, unknown>)[name]];
    } catch {
      return [name, "[unreadable]"];
    }
  });
}

/** An error stays an error, so that its class and `cause` chain can be read; only its texts and fields change. */
function copyError(
  error: Error,
  known: readonly string[],
  depth: number,
  above: Set<object>,
): Error {
  const clean = emptyCopy(error, known);
  const define = (name: string, value: unknown, enumerable: boolean): void => {
    Object.defineProperty(clean, name, { value, enumerable, configurable: true, writable: true });
  };
  define("message", redactText(error.message, known), false);
  if (error.stack !== undefined) define("stack", redactText(error.stack, known), false);
  if (error.cause !== undefined) define("cause", copy(error.cause, known, depth + 1, above), false);
  if (error instanceof AggregateError) {
    define("errors", copy(error.errors, known, depth + 1, above), false);
  }
  for (const brand of Object.getOwnPropertySymbols(error)) {
    const value = (error as unknown as Record<symbol, unknown>)[brand];
    if (typeof value === "boolean") Object.defineProperty(clean, brand, { value });
  }
  for (const [name, value] of entriesOf(error)) {
    const hidden = secretKey.test(name) && value !== undefined && value !== null;
    define(name, hidden ? mark : copy(value, known, depth + 1, above), true);
  }
  return clean;
}

/** A `DOMException`, such as every abort's reason, keeps its name inside, where no copied prototype reaches it. */
function emptyCopy(error: Error, known: readonly string[]): Error {
  if (typeof DOMException !== "undefined" && error instanceof DOMException) {
    return new DOMException(redactText(error.message, known), error.name);
  }
  return Object.create(Object.getPrototypeOf(error) as object) as Error;
}
