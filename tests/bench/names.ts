/** The shop that is measured. */
export const SHOP = "harbour-goods.myshopify.com";
