import { Temporal } from "temporal-polyfill";

/** Day and time of day in a zone, as spreadsheets read them: 2026-11-30 17:05:00. */
export const localTime = (timeZone: string, moment: Date): string =>
  Temporal.Instant.fromEpochMilliseconds(moment.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: "second" })
    .replace("T", " ");
