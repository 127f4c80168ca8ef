// Salesforce writes one id in two ways: 15 characters on screens and in reports, 18 in its API and exports, where the last three say which letters are capitals (K13).

/** Beginnings of the ids of the objects that imports read: accounts, contacts, users, opportunities, leads, tasks, events, roles, members, campaigns. */
const SHORT_ID = /^(001|003|005|006|00Q|00T|00U|00K|00v|701)[0-9A-Za-z]{12}$/;
const CHECKS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/**
 * The id in its long form, case kept; other texts as they are. Each of the three last characters stands for five: bit n is set where the n-th of them is a capital
 * (Salesforce: "Convert 15-character IDs to 18-character IDs").
 */
export function longId(id: string): string {
  return SHORT_ID.test(id) ? `${id}${[0, 5, 10].map((from) => checkOf(id.slice(from, from + 5))).join('')}` : id;
}

function checkOf(part: string): string {
  let bits = 0;
  for (let i = 0; i < part.length; i++) if (/[A-Z]/.test(part.charAt(i))) bits |= 1 << i;
  return CHECKS.charAt(bits);
}
