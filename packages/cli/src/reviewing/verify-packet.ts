// A packet that was written, held against the same one made again.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256Hex } from '@baton/core/base/digest';
import { packetText } from '@baton/core/reports/review/freezing/frozen';
import type { ReviewPacket } from '@baton/core/reports/review/review-packet';
import { fail } from '../failure.ts';

/** A packet as it lies in its folder. */
export interface HeldPacket {
  readonly packet: ReviewPacket;
  readonly text: string;
}

/** What comparing gave. */
export interface CheckedPacket {
  readonly version: 1;
  readonly isSame: boolean;
  readonly digest: string;
  readonly digestAnew: string;
  /** What differs: inputs first, since they explain the rest. */
  readonly differs: readonly string[];
  readonly words: readonly string[];
}

/** Reads packet.json; ends the command where there is none. */
export function heldPacket(folder: string): HeldPacket {
  const file = join(folder, 'packet.json');
  if (!existsSync(file))
    fail(
      'cli-no-such-file',
      `there is no file ${file}`,
      'make a packet with: baton review DEFINITION JOURNAL --out packet',
    );
  const text = readFileSync(file, 'utf8');
  const packet = parsed(text);
  if (packet === undefined)
    return fail('cli-no-packet', `${file} is no packet`, 'give the folder that baton review --out wrote');
  return { packet, text };
}

function parsed(text: string): ReviewPacket | undefined {
  try {
    const value = JSON.parse(text) as Partial<ReviewPacket> | null;
    return typeof value?.made?.asOf === 'number' && (value.review === 'monthly' || value.review === 'quarterly')
      ? (value as ReviewPacket)
      : undefined;
  } catch {
    return undefined;
  }
}

const INPUTS: Readonly<Record<string, string>> = {
  definitionDigest: 'the definition is another',
  journalDigest: 'the journal holds other entries that were known by then',
  candidates: 'the candidates are others',
};

/** Compares inputs by their digests, then the bytes. */
export function checkedPacket({ packet, text }: HeldPacket, anew: ReviewPacket): CheckedPacket {
  const textAnew = packetText(anew);
  const isSame = text === textAnew;
  const inputs = Object.entries(INPUTS).flatMap(([key, words]) => {
    const of = ({ made }: ReviewPacket): string => JSON.stringify(made[key as keyof ReviewPacket['made']]);
    return of(packet) === of(anew) ? [] : [words];
  });
  const parts = Object.keys(anew).filter((key) => {
    const of = (each: ReviewPacket): string => JSON.stringify(each[key as keyof ReviewPacket]);
    return key !== 'made' && of(packet) !== of(anew);
  });
  const differs = isSame ? [] : [...inputs, ...parts.map((part) => `${part} differs`)];
  const [digest, digestAnew] = [sha256Hex(text), sha256Hex(textAnew)];
  return {
    version: 1,
    isSame,
    digest,
    digestAnew,
    differs,
    words: isSame
      ? [`The same: made again, the packet has the same bytes (${digest}).`]
      : [`Not the same: ${digest} is there, ${digestAnew} was made again.`, ...differs.map((each) => `  ${each}`)],
  };
}
