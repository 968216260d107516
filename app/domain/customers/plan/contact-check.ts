export const isEmail = (email: string): boolean =>
  email.length <= 255 && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim());

/** E.164 has 15 digits at most; how many a country has is Shopify's to judge. */
export const isPhone = (phone: string): boolean => {
  const digits = phone.replace(/\D/g, "").length;
  return digits >= 4 && digits <= 15 && /^[+\d\s()./-]+$/.test(phone.trim());
};
