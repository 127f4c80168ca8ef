// Which deals are new business (K4): by mapped types or pipelines, the type before the pipeline; blank counts as new where the account has not won before.
import type { Answers } from '../../mapping/mapping.ts';
import { BUSINESS } from '../../rows/kinds/words.ts';
import { plainWord } from '../../tables/cell-values.ts';
import type { DealRecord } from './deal-record.ts';

type Words = Pick<DealRecord, 'type' | 'pipeline'>;

/** Tells whether deals are new business. A type (or pipeline) that the answers do not name is existing business where they name another of the same column. */
export class BusinessRule {
  private readonly named: ReadonlySet<string>;
  private readonly namesTypes: boolean;
  private readonly namesPipelines: boolean;

  constructor(answers: Answers, deals: readonly Words[]) {
    this.named = new Set((answers.newBusiness ?? []).map(plainWord));
    this.namesTypes = deals.some(({ type }) => this.isNamed(type));
    this.namesPipelines = deals.some(({ pipeline }) => this.isNamed(pipeline));
  }

  /** `wonBefore` says whether the deal's account has an earlier won deal of any kind. */
  of({ type, pipeline }: Words, wonBefore: boolean): 'new' | 'existing' {
    return (
      this.saidBy(type, this.namesTypes) ??
      this.saidBy(pipeline, this.namesPipelines) ??
      (wonBefore ? 'existing' : 'new')
    );
  }

  private isNamed(word: string | undefined): boolean {
    return word !== undefined && this.named.has(plainWord(word));
  }

  private saidBy(word: string | undefined, isNamedColumn: boolean): 'new' | 'existing' | undefined {
    if (word === undefined) return undefined;
    if (isNamedColumn) return this.isNamed(word) ? 'new' : 'existing';
    const own = BUSINESS.get(plainWord(word));
    return own === 'new' || own === 'existing' ? own : undefined;
  }
}
