import {
  closest,
  defineField,
  type FieldContext,
  type FieldMapper,
  findAllowed,
  invalidValue,
  parseSize,
} from "@tarash/core/provider";

/** One of Runway's `ratio` values, `1280:720`: which shape it is, and how many pixels it has. */
interface Frame {
  readonly wire: string;
  readonly shape: string;
  readonly tier: string;
  readonly pixels: number;
}

/** How sizes are called: each name holds up to that many pixels. `usual` is nearest to what is taken unasked. */
interface Tiers {
  readonly limits: Readonly<Record<string, number>>;
  readonly usual: number;
  readonly shape: string;
}

const videoTiers: Tiers = {
  limits: {
    "360p": 310_000,
    "480p": 610_000,
    "720p": 1_400_000,
    "1080p": 2_800_000,
    "1440p": 5_400_000,
    "4k": Number.POSITIVE_INFINITY,
  },
  usual: 1280 * 720,
  shape: "16:9",
};

const imageTiers: Tiers = {
  limits: { "512": 500_000, "1K": 1_700_000, "2K": 7_000_000, "4K": Number.POSITIVE_INFINITY },
  usual: 1024 * 1024,
  shape: "1:1",
};

const shapes = [
  "1:1",
  "16:9",
  "9:16",
  "4:3",
  "3:4",
  "3:2",
  "2:3",
  "5:4",
  "4:5",
  "21:9",
  "9:21",
  "2:1",
  "1:2",
  "20:9",
  "9:20",
  "19.5:9",
  "9:19.5",
  "4:1",
  "1:4",
  "8:1",
  "1:8",
];

/** A video's `ratio`, which says shape and resolution in one: from `aspectRatio` and `resolution`. */
export function videoRatio(allowed: readonly string[]): FieldMapper {
  return ratioField(allowed, "resolution", videoTiers);
}

/** An image's `ratio`: from `size` (`WIDTHxHEIGHT`, or 512, 1K, 2K, 4K) and `aspectRatio`. */
export function imageRatio(allowed: readonly string[]): FieldMapper {
  return ratioField(allowed, "size", imageTiers);
}

function ratioField(
  allowed: readonly string[],
  sizeSource: "resolution" | "size",
  tiers: Tiers,
): FieldMapper {
  const frames = allowed.map((wire) => frameOf(wire, tiers));
  return defineField({
    source: [sizeSource, "aspectRatio"],
    shape: { allowed },
    convert(value: Readonly<Record<string, string>>, _request, context) {
      const { aspectRatio: shape, [sizeSource]: size } = value;
      const exact =
        (shape && findAllowed(shape, allowed)) ?? (size && exactSize(size, allowed, context));
      if (exact) return { value: exact.value, kind: exact.exact ? "exact" : "converted" };
      const shaped = choose(frames, "shape", shape, tiers.shape, {
        ...context,
        field: "aspectRatio",
      });
      const sized = choose(shaped.frames, "tier", size, undefined, {
        ...context,
        field: sizeSource,
      });
      const [best] = sized.frames.toSorted(
        (left, right) => away(left, tiers.usual) - away(right, tiers.usual),
      );
      return {
        value: best?.wire,
        kind: shaped.near || sized.near ? "nearest" : "converted",
      };
    },
  });
}

/** `1280x720` as `1280:720`; a size in pixels is exact, so no other stands for it. */
function exactSize(
  size: string,
  allowed: readonly string[],
  context: FieldContext,
): ReturnType<typeof findAllowed> {
  const pixels = parseSize(size);
  if (!pixels) return undefined;
  const found = allowed.find((wire) => wire === pixels.join(":"));
  if (found !== undefined) return { value: found, exact: false };
  const texts = allowed.map((wire) => wire.replace(":", "x"));
  const nearest = context.nearest ? closest(size, texts) : undefined;
  if (nearest === undefined) {
    throw invalidValue({ ...context, field: "size" }, size, `one of ${texts.join(", ")}`);
  }
  return { value: nearest.replace("x", ":"), exact: false };
}

/** The frames of the wanted shape or tier, all of them when the caller does not care. */
function choose(
  frames: readonly Frame[],
  by: "shape" | "tier",
  wanted: string | undefined,
  otherwise: string | undefined,
  context: FieldContext,
): { frames: readonly Frame[]; near: boolean } {
  const names = [...new Set(frames.map((frame) => frame[by]))];
  if (wanted === undefined) {
    const usual = frames.filter((frame) => frame[by] === otherwise);
    return { frames: usual.length > 0 ? usual : frames, near: false };
  }
  const found = findAllowed(wanted, names)?.value;
  const name = found ?? (context.nearest ? closest(wanted, names) : undefined);
  if (name === undefined) throw invalidValue(context, wanted, `one of ${names.join(", ")}`);
  return { frames: frames.filter((frame) => frame[by] === name), near: found === undefined };
}

function frameOf(wire: string, { limits, usual }: Tiers): Frame {
  const [width = 0, height = 0] = wire.split(":").map(Number);
  const [, auto, tier] = /^(auto)(?:_(.+))?$/.exec(wire) ?? [];
  if (auto) {
    const named = Object.keys(limits).find((name) => name.toLowerCase() === tier);
    return { wire, shape: auto, tier: named ?? auto, pixels: limits[named ?? ""] ?? usual };
  }
  const pixels = width * height;
  const shape = closest(`${width}:${height}`, shapes) ?? wire;
  const [named = ""] = Object.entries(limits).find(([, limit]) => pixels <= limit) ?? [];
  return { wire, shape, tier: named, pixels };
}

function away({ pixels }: Frame, usual: number): number {
  return Math.abs(Math.log(pixels / usual));
}
