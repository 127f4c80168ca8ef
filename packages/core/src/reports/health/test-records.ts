// People that somebody made up to try a form.

/** Whether a name or an address says so. */
export function looksLikeTest(email: string | undefined, firstName: unknown, lastName: unknown): boolean {
  const isTestName = (name: unknown): boolean =>
    typeof name === 'string' && /^(test|tester|testing|dummy|asdf|qwerty)$/i.test(name.trim());
  if (isTestName(firstName) || isTestName(lastName)) return true;
  return email !== undefined && /(^|[.+_-])(test|testing)\d*([.+_-]|@)|@(test|example)\.(com|org|net)$/.test(email);
}
