// Programmes that run together, compiled: in their order of rank, with the caps of all, the calendars of every zone and what they read of people.
import { BusinessCalendar } from '../../base/business-calendar.ts';
import type { Mention } from '../../definition/condition.ts';
import type { Definition } from '../../definition/definition.ts';
import { isZone } from '../../definition/reading/parse-calendar.ts';
import { compileRulebook, type Rulebook } from '../../kernel/rulebook.ts';
import type { RulebookSource } from '../../kernel/rulebook-source.ts';
import { AttributeDictionary } from '../../qualification/attribute-dictionary.ts';
import { programmeDigest } from './canonical-programme.ts';
import type { Asset, Programme } from './programme.ts';
import { type StateChange, stateAt } from './programme-states.ts';

/** A programme as it is played. */
export interface CompiledProgramme {
  readonly programme: Programme;
  readonly digest: string;
  /** Position of its definition in the rulebook's order. */
  readonly definition: number;
  /** In what states it was and will be, ascending; empty: active, ever. */
  readonly history: readonly StateChange[];
  /** Its working hours as seen from a zone. */
  calendarIn(zone: string): BusinessCalendar;
}

/** An asset, with the programme it belongs to. */
export interface BookedAsset {
  readonly programme: number;
  readonly asset: Asset;
}

/** All programmes in force together. The first written goes first. */
export interface ProgrammeBook {
  readonly programmes: readonly CompiledProgramme[];
  /** Assets that ask for more than their signal. */
  readonly assets: readonly BookedAsset[];
  readonly rulebook: Rulebook;
}

/** What every programme reads of people: where they are, and whether they opted out. */
const ALWAYS_READ: readonly Mention[] = [
  { root: 'lead', path: ['timezone'] },
  { root: 'lead', path: ['country'] },
  { root: 'lead', path: ['unsubscribed'] },
  { root: 'account', path: ['country'] },
];

/** What a service knows of a programme besides: the states it was in, and what its templates read of people. */
export interface InService {
  readonly history: readonly StateChange[];
  readonly reads: readonly Mention[];
}

/** Compiles programmes over the definitions they follow; `inService` is by position, absent where they are only tried. Throws a RangeError where a programme's definition is not among them: checks refuse that earlier. */
export function compileProgrammes(
  programmes: readonly Programme[],
  source: RulebookSource,
  inService: readonly InService[] = [],
): ProgrammeBook {
  const definitions: readonly Definition[] = source.activations.map((activation) => activation.definition);
  const mentions = [...ALWAYS_READ, ...programmes.flatMap(mentionsOf), ...inService.flatMap(({ reads }) => reads)];
  const rulebook = compileRulebook(source, new AttributeDictionary(definitions, mentions));
  return {
    programmes: programmes.map((programme, i) => compile(programme, rulebook, inService[i]?.history ?? [])),
    assets: programmes.flatMap(({ assets }, position) =>
      assets.filter(({ when }) => when !== undefined).map((asset) => ({ programme: position, asset })),
    ),
    rulebook,
  };
}

/** Whether a programme runs at an instant, also while it pauses: then its caps hold over the mails of all. */
export function runsAt({ history }: CompiledProgramme, at: number): boolean {
  const state = stateAt(history, at);
  return state !== undefined && state !== 'ended';
}

function compile(programme: Programme, rulebook: Rulebook, history: readonly StateChange[]): CompiledProgramme {
  const definition = rulebook.names.indexOf(programme.definition);
  if (definition < 0) throw new RangeError(`no definition is called ${programme.definition}`);
  const calendars = new Map<string, BusinessCalendar>();
  const { calendar } = programme.send;
  return {
    programme,
    digest: programmeDigest(programme),
    definition,
    history,
    calendarIn(zone) {
      let known = calendars.get(zone);
      if (known === undefined) {
        known = new BusinessCalendar({ ...calendar, zone: isZone(zone) ? zone : calendar.zone });
        calendars.set(zone, known);
      }
      return known;
    },
  };
}

function mentionsOf({ enrol, steps }: Programme): Mention[] {
  const conditions = [
    enrol.segment,
    enrol.only,
    ...steps.map((step) => (step.kind === 'segment' ? step.is : undefined)),
  ];
  return conditions.flatMap((condition) => condition?.mentions ?? []);
}
