import {
  AuthenticationError,
  HTTPConnectionError,
  HTTPError,
  isTarashError,
  messageOf,
  RateLimitError,
  ValidationError,
} from "@tarash/core/provider";

/** How the lists are read. */
export interface HeygenAccess {
  apiKey: string;
  /** Takes the place of `https://api.heygen.com`. */
  baseUrl?: string;
  fetch?: typeof fetch;
  signal?: AbortSignal;
}

/** A look of an avatar. */
export interface HeygenAvatar {
  /** What `avatarId` takes. */
  readonly id: string;
  readonly name: string;
  /** `studio_avatar`, `video_avatar`, `digital_twin` or `photo_avatar`. */
  readonly type: string;
  readonly groupId?: string;
  readonly gender?: string;
  readonly defaultVoiceId?: string;
  /** Engines that the look can be used with. */
  readonly engines: readonly string[];
  readonly previewImageUrl?: string;
  readonly previewVideoUrl?: string;
}

/** A voice. */
export interface HeygenVoice {
  /** What `voiceId` takes. */
  readonly id: string;
  readonly name: string;
  readonly language: string;
  readonly gender: string;
  readonly type: string;
  readonly supportsPause: boolean;
  readonly supportsLocale: boolean;
  readonly previewAudioUrl?: string;
}

/** Which avatars are listed. */
export interface HeygenAvatarFilter {
  /** @default both */
  ownership?: "public" | "private";
  avatarType?: string;
  groupId?: string;
}

/** Which voices are listed. */
export interface HeygenVoiceFilter {
  /** @default "public" */
  type?: "public" | "private";
  language?: string;
  gender?: string;
  engine?: string;
}

/**
 * The avatar looks that a key may use, page by page as they are asked for.
 * @throws AuthenticationError for a wrong key; HTTPError, HTTPConnectionError
 */
export async function* listAvatars(
  access: HeygenAccess,
  filter: HeygenAvatarFilter = {},
): AsyncGenerator<HeygenAvatar> {
  const { ownership, avatarType, groupId } = filter;
  const query = { ownership, avatar_type: avatarType, group_id: groupId, limit: "50" };
  for await (const look of pages(access, "/v3/avatars/looks", query)) {
    yield {
      id: String(look["id"]),
      name: String(look["name"]),
      type: String(look["avatar_type"]),
      engines: strings(look["supported_api_engines"]),
      ...texts(look, {
        groupId: "group_id",
        gender: "gender",
        defaultVoiceId: "default_voice_id",
        previewImageUrl: "preview_image_url",
        previewVideoUrl: "preview_video_url",
      }),
    };
  }
}

/**
 * The voices that a key may use, page by page as they are asked for.
 * @throws AuthenticationError for a wrong key; HTTPError, HTTPConnectionError
 */
export async function* listVoices(
  access: HeygenAccess,
  filter: HeygenVoiceFilter = {},
): AsyncGenerator<HeygenVoice> {
  for await (const voice of pages(access, "/v3/voices", { ...filter, limit: "100" })) {
    yield {
      id: String(voice["voice_id"]),
      name: String(voice["name"]),
      language: String(voice["language"]),
      gender: String(voice["gender"]),
      type: String(voice["type"]),
      supportsPause: voice["support_pause"] === true,
      supportsLocale: voice["support_locale"] === true,
      ...texts(voice, { previewAudioUrl: "preview_audio_url" }),
    };
  }
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** The optional texts of an entry, by their names here. */
function texts<Name extends string>(
  entry: Readonly<Record<string, unknown>>,
  names: Readonly<Record<Name, string>>,
): Partial<Record<Name, string>> {
  const found = Object.entries<string>(names).flatMap(([name, wire]) => {
    const value = entry[wire];
    return typeof value === "string" ? [[name, value]] : [];
  });
  return Object.fromEntries(found) as Partial<Record<Name, string>>;
}

interface Page {
  readonly data?: readonly Record<string, unknown>[];
  readonly has_more?: boolean;
  readonly next_token?: string | null;
}

async function* pages(
  access: HeygenAccess,
  path: string,
  query: Readonly<Record<string, string | undefined>>,
): AsyncGenerator<Readonly<Record<string, unknown>>> {
  let token: string | undefined;
  do {
    const page = await read(access, path, { ...query, token });
    yield* page.data ?? [];
    const next = page.has_more === false ? undefined : (page.next_token ?? undefined);
    if (next === token) return;
    token = next;
  } while (token !== undefined);
}

async function read(
  { apiKey, baseUrl = "https://api.heygen.com", fetch: ask = fetch, signal }: HeygenAccess,
  path: string,
  query: Readonly<Record<string, string | undefined>>,
): Promise<Page> {
  const url = new URL(baseUrl.replace(/\/+$/, "") + path);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(name, value);
  }
  const headers = { accept: "application/json", "x-api-key": apiKey };
  try {
    const answer = await ask(url, { headers, redirect: "error", ...(signal ? { signal } : {}) });
    const text = await answer.text();
    if (!answer.ok) throw refusal(path, answer.status, text);
    return JSON.parse(text) as Page;
  } catch (cause) {
    if (isTarashError(cause) || signal?.aborted) throw cause;
    const message = `heygen: no list from ${path}: ${String(cause)}`;
    throw new HTTPConnectionError(message, { provider: "heygen", cause });
  }
}

function refusal(path: string, status: number, text: string): Error {
  let body: unknown = text;
  try {
    body = JSON.parse(text);
  } catch {
    // A page of text says enough.
  }
  const message = `heygen: ${status} for GET ${path}: ${messageOf(body) ?? "no reason given"}`;
  const options = { provider: "heygen", statusCode: status, rawResponse: body };
  if (status === 401 || status === 403) return new AuthenticationError(message, options);
  if (status === 400 || status === 422) return new ValidationError(message, options);
  return status === 429 ? new RateLimitError(message, options) : new HTTPError(message, options);
}
