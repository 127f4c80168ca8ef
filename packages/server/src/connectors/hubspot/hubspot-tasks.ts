// Tasks in HubSpot: made once, however often they are asked for, since those of a contact are looked through for the marker first.
import type { CrmTask } from '../crm.ts';
import type { CrmCalls } from '../crm-http.ts';

/** HubSpot's own association of a task with a contact. */
const TASK_TO_CONTACT = 204;
const PAGE = 500;
const AT_ONCE = 100;

/** Tasks of contacts. */
export class HubSpotTasks {
  constructor(private readonly calls: CrmCalls) {}

  /** By what the contact is associated with, since searches know new tasks only after a while. */
  async find(contact: string, marker: string): Promise<string | undefined> {
    const ids: string[] = [];
    for (let after: string | undefined = ''; after !== undefined; ) {
      const path = `/crm/v4/objects/contacts/${contact}/associations/tasks?limit=${PAGE}`;
      const { status, body } = await this.calls.call('GET', `${path}${after === '' ? '' : `&after=${after}`}`);
      if (status === 404) return undefined;
      const { results = [], paging } = body as {
        results?: readonly { readonly toObjectId: number | string }[];
        paging?: { readonly next?: { readonly after: string } };
      };
      ids.push(...results.map(({ toObjectId }) => String(toObjectId)));
      after = paging?.next?.after;
    }
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      const inputs = ids.slice(from, from + AT_ONCE).map((id) => ({ id }));
      const read = { properties: ['hs_task_body'], inputs };
      const { body } = await this.calls.call('POST', '/crm/v3/objects/tasks/batch/read', read);
      const { results = [] } = body as {
        results?: readonly { readonly id: string; readonly properties: Readonly<Record<string, string | null>> }[];
      };
      const found = results.find(({ properties }) => properties.hs_task_body?.includes(marker));
      if (found !== undefined) return found.id;
    }
    return undefined;
  }

  async make(contact: string, { subject, text, marker, dueAt, owner }: CrmTask): Promise<string> {
    const { body } = await this.calls.call('POST', '/crm/v3/objects/tasks', {
      properties: {
        hs_task_subject: subject,
        hs_task_body: `${text}\n${marker}`,
        hs_task_status: 'NOT_STARTED',
        hs_task_type: 'TODO',
        hs_timestamp: new Date(dueAt).toISOString(),
        ...(owner === undefined ? {} : { hubspot_owner_id: owner }),
      },
      associations: [
        {
          to: { id: contact },
          types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: TASK_TO_CONTACT }],
        },
      ],
    });
    return (body as { readonly id: string }).id;
  }
}
