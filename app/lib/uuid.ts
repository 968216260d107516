/** Whether text from outside may be used as an id of ours; PostgreSQL refuses anything else loudly. */
export const isUuid = (text: string): boolean =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
