import type { ImageRole, MediaSort } from "./media.ts";
import type { NormalRequest, RequestField } from "./request.ts";
import type { FieldContext } from "./values.ts";

/**
 * How a parameter takes media, in the order of preference: as the URL it came with (`url`), uploaded to the vendor
 * (`upload`), as a data URL, as bare base64, or as bytes with their type. What was given is converted only when
 * no form fits it as it is.
 */
export type MediaForm = "url" | "upload" | "data-url" | "base64" | "bytes";

/** A value for the wire, and how it came about. */
export interface Converted {
  readonly value: unknown;
  readonly kind: "exact" | "converted" | "nearest";
  readonly reason?: string;
  /** Which of several sources it came from; all that were given when left out. */
  readonly used?: readonly RequestField[];
}

/** What a parameter holds: one value, a list of any entries, or a list of texts, numbers or objects. */
export type ParameterType =
  | "text"
  | "number"
  | "integer"
  | "boolean"
  | "object"
  | "list"
  | "texts"
  | "numbers"
  | "objects";

/** What a parameter looks like to those who ask (`describeModel`, schema checks); nothing in it is executed. */
export interface FieldShape {
  /** Set where nothing but the type is known. */
  readonly type?: ParameterType;
  readonly allowed?: readonly (string | number | boolean)[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly integer?: boolean;
}

/** Where the value of one wire parameter comes from. */
export interface FieldMapper {
  /** Request fields that are read. `extraParams` means the caller's parameter of the same name. */
  readonly sources: readonly (RequestField | "extraParams")[];
  /** The caller's name of an extra parameter, where it is not the wire name. */
  readonly name?: string;
  /** Whether the model refuses a request without it. */
  readonly required: boolean;
  readonly shape: FieldShape;
  /** Set for media. */
  readonly media?: {
    readonly sort: MediaSort;
    /** Roles of `imageList` that it takes, in order. */
    readonly roles?: readonly ImageRole[];
    readonly list: boolean;
    /** The most media it takes. */
    readonly maximum: number;
    /** Which forms the parameter takes; the provider's own list when left out. */
    readonly accepts?: readonly MediaForm[];
    /** Sent as an object with the medium under this key, as in `{ url }`. */
    readonly wrap?: string;
  };
  /** Turns the caller's value into the wire's; not called when the caller gave none. */
  convert(value: unknown, request: NormalRequest, context: FieldContext): Converted | undefined;
}

/** A model's page: the key is the name on the wire, a dot stands for nesting; the value says where it comes from. */
export type FieldMapping = Readonly<Record<string, FieldMapper>>;
