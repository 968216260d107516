/** How many levels had stock in the ERP when it was last believed, and how many of them have none now, or no answer. */
export interface Loss {
  had: number;
  gone: number;
}

/** A stock list that lost more than this share of its items at once is not believed without a person: `percent` of those that had stock. */
export const needsConsent = ({ had, gone }: Loss, percent: number): boolean =>
  had > 0 && gone * 100 > had * percent;
