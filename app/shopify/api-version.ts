/** The Admin API version everything is built and checked against. It is said nowhere else. */
export const API_VERSION = "2026-10";

/** Shopify answers with this header when it served another version than the one asked for (fall forward). */
export const VERSION_HEADER = "x-shopify-api-version";
