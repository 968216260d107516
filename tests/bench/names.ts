/** The shop that is measured. */
export const SHOP = "harbour-goods.myshopify.com";
/** Small shops beside it. */
export const NEIGHBOURS = Array.from({ length: 10 }, (_, at) => `neighbour-${at}.myshopify.com`);
