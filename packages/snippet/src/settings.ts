// What a page says of the snippet, by the attributes of its script tag.

export interface Settings {
  readonly key: string;
  /** Where events go: origin, without a slash at its end. */
  readonly host: string;
  /** Whether nothing is kept or sent before `consent(true)`. */
  readonly needsConsent: boolean;
  /** Shares who somebody is between subdomains, by a cookie of this domain. */
  readonly cookieDomain: string | undefined;
  /** What is not watched: `pages`, `dwell`, `forms`. */
  readonly off: readonly string[];
}

/** Reads them. Browsers that say Global Privacy Control need consent, unless the page has that ignored. */
export function readSettings(script: HTMLScriptElement, navigator: Navigator): Settings | undefined {
  const { host, consent, gpc, cookieDomain, off } = script.dataset;
  const address = new URL(script.src);
  // Tag managers drop attributes of scripts: the key may also stand in the address.
  const key = script.dataset.key ?? address.searchParams.get('key');
  if (!key) return undefined;
  const isPrivate = (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl === true;
  return {
    key,
    host: (host ?? address.origin).replace(/\/$/, ''),
    needsConsent: consent === 'required' || (isPrivate && gpc !== 'ignore'),
    cookieDomain,
    off: off?.split(/[\s,]+/) ?? [],
  };
}
