/** Tracking numbers as typed: one per line, or with commas or semicolons between them; each once. */
export function trackingNumbers(typed: string): string[] {
  return [
    ...new Set(
      typed
        .split(/[\n\r,;]+/)
        .map((number) => number.trim())
        .filter((number) => number !== ""),
    ),
  ];
}
