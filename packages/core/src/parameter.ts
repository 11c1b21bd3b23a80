/** Sets a parameter; a dot in its name stands for nesting. */
export function setParameter(
  parameters: Record<string, unknown>,
  name: string,
  value: unknown,
): void {
  const path = name.split(".");
  const last = path.pop() as string;
  let at = parameters;
  for (const part of path) {
    const next = Object.hasOwn(at, part) ? at[part] : undefined;
    at = at[part] = isPlain(next) ? { ...next } : {};
  }
  at[last] = value;
}

/** Whether a value is a plain object, as JSON makes them. */
export function isPlain(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype
  );
}

/** Reads a parameter; a dot in its name stands for nesting. */
export function readParameter(parameters: Record<string, unknown>, name: string): unknown {
  return name
    .split(".")
    .reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], parameters);
}
