// Numbers and dates for people.

export const percent = (share, digits = 1) => `${(100 * share).toFixed(digits)} %`;

// With as many digits as an interval leaves.
export function percentWithin(share, low, high) {
  let digits = 0;
  for (let half = 50 * (high - low); half < 5 && digits < 6; half *= 10) digits += 1;
  return `${percent(share, digits)} [${(100 * low).toFixed(digits)}, ${(100 * high).toFixed(digits)}]`;
}

// Three figures that mean something.
export function short(value) {
  if (value === null || value === undefined) return "-";
  if (value === 0) return "0";
  const size = Math.floor(Math.log10(Math.abs(value)));
  return size >= -4 && size < 6 ? String(Number(value.toFixed(Math.max(0, 2 - size)))) : value.toPrecision(3);
}

export const toDate = (text) => new Date(`${text}T00:00:00Z`);
export const addDays = (date, days) => new Date(date.getTime() + 86400000 * days);
const dayFormat = new Intl.DateTimeFormat("en-GB", {day: "numeric", month: "short", year: "numeric", timeZone: "UTC"});
export const day = (date) => dayFormat.format(date);
