import { v7, validate } from "uuid";

/** Whether text from outside may be used as an id of ours; PostgreSQL refuses anything else loudly. */
export const isUuid = (text: string): boolean => validate(text);

/** A time-ordered id (UUID version 7), for rows written by plain SQL. */
export const newId = (at: Date): string => v7({ msecs: at.getTime() });
