/** 365 days in twelve months. */
export const daysAMonth = 30.4;

/** US dollars a month. */
export function monthly(usdACall: number, callsADay: number): number {
  return usdACall * callsADay * daysAMonth;
}
