import { dayIn } from "#app/lib/day.ts";

/** The shop's day whose daily check is due: its hour has come, and that day was not checked yet. Null: none is. */
export function dayDue(
  { timeZone, hour, checked }: { timeZone: string; hour: number; checked: string | null },
  at: Date,
): string | null {
  const day = dayIn(timeZone, at);
  const local = Number(
    new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", hourCycle: "h23" }).format(at),
  );
  return local >= hour && (checked === null || checked < day) ? day : null;
}
