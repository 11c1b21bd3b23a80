/** What becomes of an error that a caller's callback threw: it is told, and the work goes on. */
export function logCallbackError(name: string): (error: unknown) => void {
  return (error) => {
    const reason = error instanceof Error ? error.message : String(error);
    process.emitWarning(`${name} threw: ${reason}`, { code: "TARASH_CALLBACK" });
  };
}
