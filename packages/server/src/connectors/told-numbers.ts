// What was told to the journal, as far as one round needs it: looked up before, and what is new of it kept after.
import type { RememberedTexts } from '@baton/core/base/seen-texts';

/** Numbers by text, in memory. */
export class ToldNumbers implements Pick<RememberedTexts, 'remember' | 'replace'> {
  readonly changed = new Map<string, number>();

  constructor(private readonly held: Map<string, number>) {}

  remember(text: string, value: number): number | undefined {
    const before = this.held.get(text);
    if (before === undefined) this.set(text, value);
    return before;
  }

  replace(text: string, value: number): number | undefined {
    const before = this.held.get(text);
    if (before !== value) this.set(text, value);
    return before;
  }

  private set(text: string, value: number): void {
    this.held.set(text, value);
    this.changed.set(text, value);
  }
}
