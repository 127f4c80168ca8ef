// People that somebody made up to try a form.

const TEST_NAME = /^(test|tester|testing|dummy|asdf+|asdfgh(jkl)?|qwerty|xxx+)$/i;
const TEST_MAILBOX = /(^|[.+_-])(test|testing)\d*([.+_-]|@)|^(asdf\w*|qwerty\w*)@/;
/** Names that are kept free for examples and tests (RFC 2606), and what people type in place of one. */
const TEST_DOMAIN = /@(test|example)\.(com|org|net)$|\.(test|invalid|localhost)$/;

/** Whether a name or an address says so. */
export function looksLikeTest(email: string | undefined, firstName: unknown, lastName: unknown): boolean {
  const isTestName = (name: unknown): boolean => typeof name === 'string' && TEST_NAME.test(name.trim());
  if (isTestName(firstName) || isTestName(lastName)) return true;
  return email !== undefined && (TEST_MAILBOX.test(email) || TEST_DOMAIN.test(email));
}

/** What {@link looksLikeTest} judges by. */
export const TEST_PATTERNS: readonly string[] = [TEST_NAME, TEST_MAILBOX, TEST_DOMAIN].map(({ source }) => source);
