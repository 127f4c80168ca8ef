// One deliberate break of the kernel for each rule: which text to replace by which. `node scripts/break-rules.mjs` makes each, one at a time and in memory only, and counts the
// random cases in which kernel and oracle then part.

/** In `file` (under packages/core/src) `from`, which stands there once, becomes `to`. */
export interface Break {
  readonly rule: string;
  readonly what: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

const at = (rule: string, what: string, file: string, from: string, to: string): Break => ({
  rule,
  what,
  file,
  from,
  to,
});

// biome-ignore format: one break a line
export const BREAKS: readonly Break[] = [
  at('R1', 'entries of one instant stand in reverse', 'kernel/columns/columns-writer.ts', 'this.seq.get(a) - this.seq.get(b)', 'this.seq.get(b) - this.seq.get(a)'),
  at('R3', 'a deadline at the very instant of an entry comes after it', 'kernel/advance.ts', 'state.deadlines.next <= at || state.nextActivation <= at', 'state.deadlines.next < at || state.nextActivation < at'),
  at('R3a', 'an activation evaluates nobody', 'kernel/advance.ts', 'if (state.evidence.accountSeen[account] === 1) state.byDeadline.push', 'if (account < 0) state.byDeadline.push'),
  at('R3a', 'no deadline for mail', 'kernel/advancing/effects.ts', 'if (counts > state.now) state.deadlines.add', 'if (counts < 0) state.deadlines.add'),
  at('R3a', 'no deadline where a negative window ends', 'kernel/advancing/expect.ts', 'if (hours > 0 &&', 'if (hours < 0 &&'),
  at('R3a', 'no deadline where talking ends', 'kernel/advancing/expect.ts', 'if (end > state.now) state', 'if (end < 0) state'),
  at('R3b', 'a flag evaluates only its own account', 'kernel/advancing/effects.ts', 'state.byRow.push(state.columns.atom[other] as number);', ''),
  at('R3c', 'hand-offs come before verdicts', 'kernel/advance.ts', '  judgeAccount(state, account);\n  handOver(state, account);', '  handOver(state, account);\n  judgeAccount(state, account);'),
  at('R3d', 'an emptied account keeps its verdict', 'kernel/advance.ts', 'for (const atom of state.byLoss) concern(atom, true);', ''),
  at('R4', 'ids of decisions are hashes of something else', 'kernel/recording/record-decisions.ts', 'const id = shortDigest(content, sha256);', 'const id = shortDigest({ content }, sha256);'),
  at('R5', 'of two versions of one instant the lower counts', 'kernel/rulebook.ts', 'a.effectiveAt - b.effectiveAt || a.version - b.version', 'a.effectiveAt - b.effectiveAt || b.version - a.version'),
  at('R6', 'another language is cited', 'kernel/rulebook.ts', 'language: definition.language,', 'language: 2,'),
  at('R7', 'contributions are rounded down', 'qualification/score-axis.ts', '(2 * product + 1e9) * 5e-10', '2 * product * 5e-10'),
  at('R8', 'the last hour of a window counts one hour longer', 'qualification/score-axis.ts', 'const within = signal.withinHours * HOUR;', 'const within = (signal.withinHours + 1) * HOUR;'),
  at('R9', 'no floor', 'qualification/score-axis.ts', 'out.score = Math.max(0, sum);', 'out.score = sum;'),
  at('R9', 'no group limits', 'qualification/score-axis.ts', 'out.positive += over > 0 ?', 'out.positive += over < 0 ?'),
  at('R10', 'oncePer keeps all of a bucket', 'qualification/score-axis.ts', 'if (own === bucket) continue;', ''),
  at('R10', 'distinctBy keeps equal values', 'qualification/score-axis.ts', 'if (distinctSeen[i] === value) return false;', 'if (distinctSeen[i] === value) return true;'),
  at('R10', 'atMost keeps the oldest', 'qualification/hits.ts', 'occurredAt > (this.occurredAt[newest] as number) ||', 'occurredAt < (this.occurredAt[newest] as number) ||'),
  at('R11', 'what is taken away fades', 'qualification/score-axis.ts', 'const factor = decay === undefined ? 1_000_000 :', 'const factor = decay === undefined ? (points < 0 ? 1_000_000 - 1000 * wholeHours(age) : 1_000_000) :'),
  at('R12', 'the attribute last admitted counts', 'kernel/unit/attribute-values.ts', 'if (held >= 0 && !this.isAfter(row, held)) continue;', ''),
  at('R13', 'a grade is given where less than half is known', 'qualification/fit-table.ts', '2 * known < total', '3 * known < total'),
  at('R13', 'an account is graded by what reads its leads', 'qualification/fit-table.ts', 'criteria: fit.criteria.filter((criterion) => ofAccount(criterion.when)),', 'criteria: fit.criteria,'),
  at('R14', 'the order of a pattern does not matter', 'qualification/pattern.ts', 'return pattern.ordered ?', 'return pattern.places.length < 0 ?'),
  at('R14', 'one entry fills several places', 'qualification/pattern.ts', 'if (tried.has(row)) continue;', 'if (row >= 0) return true;'),
  at('R15', 'one person may bring an account all its points', 'kernel/judging/account-view.ts', 'pooled.positive += Math.min(perPerson, axis.positive);', 'pooled.positive += axis.positive;'),
  at('R16', 'stale news is fresh', 'qualification/hits.ts', 'export const FRESH_FOR = 72 * HOUR;', 'export const FRESH_FOR = 720 * HOUR;'),
  at('R16a', 'a closing leaves no mark', 'kernel/handing-over/close-handoff.ts', "else if (by !== 'merged')", "else if (by === 'merged')"),
  at('R16a', 'a changed gate leaves the mark as it is', 'kernel/rulebook.ts', 'return same && before && position >= 0 ?', 'return before && position >= 0 ?'),
  at('R16b', 'a win closes what was opened after it', 'kernel/handing-over/answers.ts', 'if (handoff === undefined || handoff.openedAt > occurredAt) return;', 'if (handoff === undefined) return;'),
  at('R16c', 'every cool-down is the default one', 'kernel/handing-over/cool-down.ts', 'reason !== undefined && Object.hasOwn(recycle.reasons, reason) ?', 'reason === undefined && Object.hasOwn(recycle.reasons, String(reason)) ?'),
  at('R17', 'a release waives nothing', 'kernel/handing-over/candidates.ts', 'if ((because >= 0 || state.releasedLead === lead) && !isLeadCooling', 'if (because >= 0 && !isLeadCooling'),
  at('R17', 'a hand-off leaves its lead in nurture', 'kernel/handing-over/hand-over.ts', '  leaveNurture(state, account, chosen, contact);\n', ''),
  at('R18', 'the worse grade goes first', 'kernel/handing-over/fresh.ts', 'gradeRank(state, version, a) - gradeRank(state, version, b)', 'gradeRank(state, version, b) - gradeRank(state, version, a)'),
  at('R19', 'talking suppresses nothing', 'kernel/handing-over/hand-over.ts', '|| state.now < facts.talkEnd(account) ||', '||'),
  at('R19', 'an open deal suppresses nothing', 'kernel/handing-over/hand-over.ts', 'facts.isInSales(account) || ', ''),
  at('R19', 'a hand-raise leaves the cool-down', 'kernel/handing-over/hand-over.ts', '    endCoolDowns(state, account, lead);\n', ''),
  at('R19a', 'a flagged win speaks', 'kernel/advancing/effects.ts', 'isFact(effect) && evidence.takenOut.has(row)', 'isFact(effect) && row < 0'),
  at('R20', 'business hours are plain hours', 'base/business-calendar.ts', "return unit === 'business hours'", "return unit === 'hours'"),
  at('R21', 'silence says the contrary', 'kernel/handing-over/clocks.ts', "says === 'lapsed' ?", "says !== 'lapsed' ?"),
  at('R22', 'a verdict is said again and again', 'kernel/judging/judge.ts', 'if (earlier === undefined) return (open | disqualified) === 0;', 'if (earlier !== version) return false;'),
  at('R23', 'evidence depends on the order of admission', 'qualification/hits.ts', 'while (older >= 0 && !this.isAfter(row, this.row[older] as number)) {', 'while (older >= 0 && this.isAfter(row, this.row[older] as number)) {'),
  at('R24', 'mail counts at once', 'qualification/hits.ts', 'export const MAIL_WAITS = MINUTE;', 'export const MAIL_WAITS = 0 * MINUTE;'),
  at('R24', 'a withdrawn flag stands', 'kernel/unit/labels.ts', '!this.withdrawn.has(flag.key) && flag.entries', 'flag.entries'),
  at('R24', 'nothing is recalled', 'kernel/advancing/effects.ts', '      lookAgain(state, again);\n', ''),
  at('R25', 'of two open hand-offs the later survives', 'kernel/unit/commitments.ts', 'a.openedAt - b.openedAt || compareIds(a, b)', 'b.openedAt - a.openedAt || compareIds(a, b)'),
  at('R25', 'marks stay behind', 'kernel/unit/commitments.ts', '      this.marks.carry(from, to);\n', ''),
  at('R27', 'a backtest hears reps from the beginning', 'kernel/handing-over/answers.ts', "if (mode.mode === 'backtest' && state.now < mode.start) return;", ''),
  at('R28', 'the daily list asks nobody', 'kernel/handing-over/daily-list.ts', 'if (isSuppressed(state, account) || isLeadCooling(state, lead)) return false;', ''),
  at('I1', 'companies are named by their domain first', 'journal/identifiers.ts', 'if (identity.accountId !== undefined) return', 'if (identity.accountId !== undefined && identity.domain === undefined) return'),
  at('I2', 'an alias joins nobody', 'lead/identity.ts', "if (entry.kind === 'alias') return [", "if (entry.kind === 'alias' && entry.id === '') return ["),
  at('I3', 'a shared device belongs to its last owner', 'lead/grouping.ts', 'compareOccurrence(link.claim.first, held.claim.first) < 0)', 'compareOccurrence(link.claim.first, held.claim.first) > 0)'),
  at('I4', 'a role address joins', 'lead/identity.ts', 'return isRole(subject) ? [subject] : people.filter((person) => !isRole(person));', 'return people;'),
  at('I5', 'an unmerge takes nothing back', 'kernel/unit/labels.ts', 'return this.unmerged.has(key);', 'return false;'),
  at('I6', 'a lead is named by its greatest identifier', 'lead/grouping.ts', "if (held === undefined || compare(text, atoms[held] ?? '') < 0) least", "if (held === undefined || compare(text, atoms[held] ?? '') > 0) least"),
  at('I7', 'the first claim counts', 'lead/grouping.ts', 'if (held === undefined || compareOccurrence(claim.last, held.last) > 0) claimed[lead] = claim;', 'if (held === undefined || compareOccurrence(claim.last, held.last) < 0) claimed[lead] = claim;'),
  at('I8', 'a domain joins no company', 'lead/grouping.ts', 'for (const claim of owner.values()) if (claim.domainOf !== undefined) sets', 'for (const claim of owner.values()) if (claim.domainOf === undefined) sets'),
  at('I9', 'entries stand apart from those they cite', 'kernel/columns/columns-writer.ts', '    this.joinCited();\n', ''),
  at('H1', 'a citation is not heard', 'kernel/handing-over/answers.ts', "mode.mode === 'backtest' ? undefined : answer.handoff", "mode.mode === 'backtest' ? undefined : undefined"),
  at('H2', 'routing again moves the clocks', 'kernel/handing-over/clocks.ts', '  if (handoff.dueAt !== undefined) return;\n', ''),
  at('H3', 'acceptance opens a lapsed hand-off to refusal', 'kernel/handing-over/answers.ts', 'if (!isOpen(handoff) && !lapsed) return false;', 'if (!isOpen(handoff)) return false;'),
  at('H4', 'a late rejection is heard', 'kernel/handing-over/answers.ts', 'if (!inTime || (!isOpen(handoff) && !lapsed)) return false;', 'if (!isOpen(handoff) && !lapsed) return false;'),
  at('H5', 'sql is said each time', 'kernel/handing-over/answers.ts', 'if (!handoff.sql) state.recorder', 'state.recorder'),
  at('H6', 'a talk does not meet the clock', 'kernel/unit/account-facts.ts', 'touch.starts && touch.occurredAt >= instant', 'touch.starts && touch.occurredAt < 0'),
  at('H7', "a lead's cool-down is its first identifier's", 'kernel/handing-over/cool-down.ts', 'return leadCoolDown.get(atom) === state.now && !isLeadCooling(', 'return leadCoolDown.get(atom) === state.now || !isLeadCooling('),
  at('H8', 'nobody is held back', 'handoff/hold-back.ts', '< holdBack.share;', '< 0;'),
];
