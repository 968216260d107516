import type { EventKind, TimelineEvent } from "./events.ts";
import { EVENTS } from "./events.ts";

interface EventRow {
  id: string;
  at: Date;
  kind: string;
  actor: string;
  data: unknown;
}

const isEventKind = (kind: string): kind is EventKind => Object.hasOwn(EVENTS, kind);

/** Never fails: a timeline is shown whatever its rows hold. */
export function readEvent({ id, at, kind, actor, data }: EventRow): TimelineEvent {
  const base = { id, at: at.toISOString(), actor };
  if (!isEventKind(kind)) return { ...base, kind: "unknown" };
  const read = EVENTS[kind].safeParse(data);
  return { ...base, kind, data: read.success ? read.data : null } as TimelineEvent; // kind and data come from one entry
}
