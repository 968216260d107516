/** Lists whose view can be saved under a name. */
export const SAVED_LISTS = ["orders"] as const;
export type SavedList = (typeof SAVED_LISTS)[number];
