// The CRM of a connector, by what people set and what it signs in by.
import type { Clock } from '../clock.ts';
import type { ConnectorsTable } from '../store/tables.ts';
import { type ConnectorKind, type HubSpotSecrets, type SalesforceSecrets, Settings } from './connector-settings.ts';
import type { Crm } from './crm.ts';
import { CrmCalls, type Send } from './crm-http.ts';
import { HubSpot } from './hubspot/hubspot.ts';
import { hubspotSignIn } from './hubspot/hubspot-sign-in.ts';
import { Pace, type Sleep } from './pace.ts';
import { Salesforce } from './salesforce/salesforce.ts';
import { salesforceSignIn } from './salesforce/salesforce-sign-in.ts';

/** HubSpot lets a private app call 100 times in ten seconds; a tenth is left to others. Searches are slower. */
export const HUBSPOT_CALLS = { most: 9, span: 1000 };
export const HUBSPOT_SEARCHES = { most: 4, span: 1000 };
/** Salesforce counts by day; this keeps one connector from being felt. */
export const SALESFORCE_CALLS = { most: 10, span: 1000 };

/** What calls go through. */
export interface CallContext {
  readonly send: Send;
  readonly clock: Clock;
  readonly sleep: Sleep;
}

/** Makes CRMs, and keeps each as long as its connector is what it was: its token and its pace go on from round to round. */
export class CrmShelf {
  private readonly held = new Map<string, { readonly by: string; readonly crm: Crm }>();

  constructor(private readonly context: CallContext) {}

  of(row: Pick<ConnectorsTable, 'id' | 'kind' | 'settings' | 'secrets'>): Crm {
    const by = `${row.kind}\n${row.settings}\n${row.secrets}`;
    const held = this.held.get(row.id);
    if (held?.by === by) return held.crm;
    const crm = this.make(row.kind as ConnectorKind, Settings.parse(JSON.parse(row.settings)), JSON.parse(row.secrets));
    this.held.set(row.id, { by, crm });
    return crm;
  }

  /** Lets go of a connector that was ended, and of its token. */
  forget(id: string): void {
    this.held.delete(id);
  }

  private make(kind: ConnectorKind, settings: Settings, secrets: unknown): Crm {
    const { stage, answers, url } = settings;
    const ours = (field: string, value: string): boolean =>
      stage?.field === field && Object.values(stage.values).includes(value);
    switch (kind) {
      case 'hubspot': {
        const calls = this.calls(hubspotSignIn(secrets as HubSpotSecrets, url), HUBSPOT_CALLS);
        return new HubSpot(calls, this.pace(HUBSPOT_SEARCHES), answers, ours);
      }
      case 'salesforce': {
        const calls = this.calls(salesforceSignIn(secrets as SalesforceSecrets, url ?? ''), SALESFORCE_CALLS);
        return new Salesforce(calls, answers, this.context.clock);
      }
    }
  }

  private calls(signIn: ConstructorParameters<typeof CrmCalls>[1], limit: typeof HUBSPOT_CALLS): CrmCalls {
    return new CrmCalls(this.context.send, signIn, this.pace(limit));
  }

  private pace({ most, span }: typeof HUBSPOT_CALLS): Pace {
    return new Pace(most, span, this.context.clock, this.context.sleep);
  }
}
