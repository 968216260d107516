import { isUuid } from "#app/lib/uuid.ts";

/** A place in a list sorted by time and id, newest on top: rows after it are older. Travels in the address as one opaque word. */
export interface Place {
  /** ISO time. */
  at: string;
  id: string;
}

const WORD = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)~(.{1,200})$/;

export const placeToText = ({ at, id }: Place): string => `${at}~${id}`;

/** Null for no place and for a word somebody changed by hand: the list then starts at its top. `isId` says what the list's rows have for an id. */
export function placeFromText(
  text: string | null,
  isId: (id: string) => boolean = isUuid,
): Place | null {
  const match = WORD.exec(text ?? "");
  const [, at, id] = match ?? [];
  return at !== undefined && id !== undefined && isId(id) && !Number.isNaN(Date.parse(at))
    ? { at, id }
    : null;
}

/** Cuts the one row asked for beyond the page, and names the next page's place. */
export function pageOf<T>(
  rows: T[],
  limit: number,
  place: (row: T) => Place,
): { rows: T[]; next: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page,
    next: rows.length > limit && last !== undefined ? placeToText(place(last)) : null,
  };
}
