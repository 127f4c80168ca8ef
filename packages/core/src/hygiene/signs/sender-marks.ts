// Marks of senders that have judged already: mail services and trackers that say themselves that a machine did it.
import type { BehaviourEntry, Json } from '../../journal/entry.ts';
import { own } from '../../journal/json.ts';

/** Properties that say so where they are true. `sg_machine_open`: Twilio SendGrid's event webhook, of opens by Apple's privacy protection. */
const MARKS: readonly string[] = ['machine', 'sg_machine_open', 'machineOpen', 'isBot', 'is_bot', 'bot', 'botEvent'];

/** The property that says so, or undefined. */
export function senderMarkOf({ properties }: BehaviourEntry): string | undefined {
  return properties === undefined ? undefined : MARKS.find((mark) => isTrue(own(properties, mark)));
}

function isTrue(value: Json | undefined): boolean {
  return value === true || value === 'true' || value === 'True';
}

/** What {@link senderMarkOf} judges by. */
export const SENDER_MARKS = MARKS;
