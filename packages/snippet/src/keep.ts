// Named texts that outlive a page: in localStorage once that is allowed, in memory before, and where the browser keeps nothing. Who somebody is may also stand in a cookie that subdomains share.

const PREFIX = 'baton:';
const YEAR = 31_536_000;
/** What the visitor chose; the one thing that stands while nothing else may. */
const CHOICE = 'consent';

export type Keep = ReturnType<typeof makeKeep>;

/** Keeps nothing in the browser until it is opened. `cookieDomain` shares the id of the browser between subdomains. */
export function makeKeep(cookieDomain: string | undefined) {
  const memory = new Map<string, string>();
  let isOpen = false;
  let isClosed = false;

  const get = (name: string): string | undefined => (isOpen ? stored(name) : undefined) ?? memory.get(name);
  const set = (name: string, value: string): void => {
    if (!isClosed && !(isOpen && store(name, value))) memory.set(name, value);
  };
  const remove = (name: string): void => {
    memory.delete(name);
    if (isOpen) forget(name);
  };
  const putCookie = (id: string, seconds: number): void => {
    const domain = cookieDomain === undefined ? '' : `; domain=${cookieDomain}`;
    const secure = location.protocol === 'https:' ? '; secure' : '';
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and on http.
    document.cookie = `baton_id=${id}; path=/; max-age=${seconds}; samesite=lax${domain}${secure}`;
  };
  const forgetCookie = (): void => {
    if (idOfCookie() !== undefined) putCookie('', 0);
  };

  /** From now on things are kept: first those that waited in memory. What stood already stays. */
  const open = (): void => {
    isOpen = true;
    isClosed = false;
    for (const [name, value] of memory) {
      if (stored(name) !== undefined || store(name, value)) memory.delete(name);
    }
  };

  return {
    get,
    set,
    remove,
    isOpen: () => isOpen,
    /** Names that begin so, in their order. */
    names: (beginning: string): string[] => {
      const all = new Set([...memory.keys(), ...(isOpen ? storedNames() : [])]);
      return [...all].filter((name) => name.startsWith(beginning)).sort();
    },
    open,
    /** The visitor allowed it, which is remembered. */
    allow: (): void => {
      open();
      store(CHOICE, '1');
    },
    /** Forgets everything, here and in the browser, and takes nothing more; only that it was refused may be remembered. */
    close: (isRemembered: boolean): void => {
      isOpen = false;
      isClosed = true;
      memory.clear();
      storedNames().forEach(forget);
      forgetCookie();
      if (isRemembered) store(CHOICE, '0');
    },
    /** The id of this browser: the one of the cookie, the one that stands here, or a new one. */
    id: (make: () => string): string => {
      const shared = isOpen ? idOfCookie() : undefined;
      const known = get('id');
      const id = shared ?? known ?? make();
      if (id !== known) set('id', id);
      if (isOpen && id !== shared && (cookieDomain !== undefined || stored('id') !== id)) putCookie(id, YEAR);
      return id;
    },
    /** Somebody else sits there now. */
    newId: (): void => {
      remove('id');
      forgetCookie();
    },
    /** What the visitor chose on an earlier page: true, false, or undefined for nothing. */
    choice: (): boolean | undefined => {
      const text = stored(CHOICE);
      return text === undefined ? undefined : text === '1';
    },
  };
}

function idOfCookie(): string | undefined {
  return /(?:^|; )baton_id=([\w-]+)/.exec(document.cookie)?.[1];
}

// A browser may forbid its storage altogether, or have none left: each call by itself may throw.

function stored(name: string): string | undefined {
  try {
    return localStorage.getItem(PREFIX + name) ?? undefined;
  } catch {
    return undefined;
  }
}

function store(name: string, value: string): boolean {
  try {
    localStorage.setItem(PREFIX + name, value);
    return true;
  } catch {
    return false;
  }
}

function forget(name: string): void {
  try {
    localStorage.removeItem(PREFIX + name);
  } catch {}
}

function storedNames(): string[] {
  try {
    return Object.keys(localStorage).flatMap((key) => (key.startsWith(PREFIX) ? [key.slice(PREFIX.length)] : []));
  } catch {
    return [];
  }
}
