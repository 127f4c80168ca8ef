// What a review is held over: the monthly pulse or the quarterly packet, as data. Shapes only.
import type { GroupRow } from '../funnel/groups/group-rows.ts';
import type { StepRate } from '../funnel/rates/step-rate.ts';
import type { FunnelReport } from '../funnel/report-result.ts';
import type { Watch } from '../watch/watch-result.ts';
import type { HoldBackEstimate } from './hold-back/hold-back-estimate.ts';
import type { Period, ReviewKind } from './period.ts';
import type { ReviewDue } from './review-due.ts';
import type { CandidateChange, CapacityChoice } from './sections/candidate.ts';
import type { DisputedLead } from './sections/disputed.ts';
import type { Rejections } from './sections/rejections.ts';
import type { StockForecast } from './stock/forecast.ts';

/** Won revenue of MQL-sourced deals, and of all, by currency. */
export interface LedgerPart {
  readonly mqlSourced: Readonly<Record<string, number>>;
  readonly all: Readonly<Record<string, number>>;
  readonly won: number;
  readonly mqlSourcedWon: number;
}

/** The packet. Instants in milliseconds, money in minor units by currency, shares from 0 to 1. The same journal, definitions and questions give the same bytes. */
export interface ReviewPacket {
  readonly version: 1;
  readonly review: ReviewKind;
  /** What it was made of, so that anybody can make it again. */
  readonly made: {
    readonly definition: string;
    readonly definitionDigest: string;
    /** Of the set of entries known by `asOf`, alarms of the watch left out. */
    readonly journalDigest: string;
    readonly entries: number;
    readonly asOf: number;
    readonly candidates: readonly string[];
    readonly signed?: number;
    readonly capacity?: number;
  };
  readonly zone: string;
  readonly period: Period;
  readonly due: ReviewDue;
  readonly agenda: readonly string[];
  /** The year that ends with the newest entry: conversion needs that long to be read. */
  readonly year: {
    readonly from: number;
    readonly mqls: number;
    readonly rates: readonly StepRate[];
    readonly bySource: readonly GroupRow[];
    readonly byMonth: readonly GroupRow[];
    readonly acceptance: FunnelReport['acceptance'];
    readonly revenue: LedgerPart;
  };
  readonly rejections: Rejections;
  readonly disputed: readonly DisputedLead[];
  readonly stock: StockForecast;
  readonly watch: Watch;
  /** Of quarterly reviews. */
  readonly candidates: readonly CandidateChange[];
  readonly capacity?: CapacityChoice;
  /** Where the definition holds leads back. */
  readonly holdBack?: HoldBackEstimate;
  /** Reviews that the journal holds, the newest first. */
  readonly earlier: readonly {
    readonly at: number;
    readonly review: ReviewKind;
    readonly decision: string;
    readonly by: readonly string[];
  }[];
  readonly notes: readonly string[];
}
