/** How far the zone's clock is ahead of UTC at a moment, in ms. */
function ahead(timeZone: string, at: number): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(new Date(at));
  const part = (type: string): number => Number(parts.find((entry) => entry.type === type)?.value);
  return (
    Date.UTC(
      part("year"),
      part("month") - 1,
      part("day"),
      part("hour"),
      part("minute"),
      part("second"),
    ) -
    Math.floor(at / 1_000) * 1_000
  );
}

/** The first moment of a day (YYYY-MM-DD) plus `days` in a time zone; null for what is no day. Where the clock jumps over midnight, the moment of the jump. */
export function dayStart(timeZone: string, day: string, days = 0): Date | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return null;
  const asUtc = Date.parse(`${day}T00:00:00Z`) + days * 86_400_000;
  if (Number.isNaN(asUtc) || (days === 0 && !new Date(asUtc).toISOString().startsWith(day)))
    return null;
  // The offset a moment before midnight by the clock decides; a second look settles days on which it changes.
  const first = asUtc - ahead(timeZone, asUtc);
  return new Date(asUtc - ahead(timeZone, first));
}
