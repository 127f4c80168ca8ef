// Who is who across two journals of one company: whatever identifiers an entry names belong together, and a person is called by the e-mail address.
import type { Entry } from '@baton/core/journal/entry';
import { assertionOf } from '@baton/core/lead/identity';

/** Finds a name that both journals know for whom an entry is about. */
export class People {
  private readonly parent = new Map<string, string>();
  private readonly emails = new Map<string, string>();

  constructor(entries: readonly Entry[]) {
    for (const entry of entries) {
      const assertion = assertionOf(entry);
      if (assertion === undefined || entry.kind === 'flag' || entry.kind === 'withdrawal' || entry.kind === 'merge')
        continue;
      const [first, ...rest] = assertion.people;
      if (first === undefined) continue;
      for (const other of rest) this.join(first, other);
    }
    for (const name of this.parent.keys())
      if (name.startsWith('email:')) {
        const root = this.rootOf(name);
        const held = this.emails.get(root);
        if (held === undefined || name < held) this.emails.set(root, name);
      }
  }

  /** The person's e-mail address, else the smallest of the person's identifiers; undefined for entries about companies. */
  nameOf(entry: Entry): string | undefined {
    const [first] = assertionOf(entry)?.people ?? [];
    return first === undefined ? undefined : this.named(first);
  }

  /** The same of a single identifier. */
  named(identifier: string): string {
    const root = this.rootOf(identifier);
    return this.emails.get(root) ?? root;
  }

  private rootOf(name: string): string {
    let root = name;
    for (let up = this.parent.get(root); up !== undefined && up !== root; up = this.parent.get(root)) root = up;
    return root;
  }

  private join(a: string, b: string): void {
    const [x, y] = [this.rootOf(a), this.rootOf(b)];
    if (!this.parent.has(a)) this.parent.set(a, x);
    if (!this.parent.has(b)) this.parent.set(b, y);
    this.parent.set(x, x);
    this.parent.set(y, x);
  }
}
