// Leads and contacts of Salesforce: found by their ids, else by their e-mail; written many at once; and the tasks of reps.
import type { Cells, CrmChange, CrmPerson, CrmTask, PersonNames } from '../crm.ts';
import type { CrmCalls } from '../crm-http.ts';
import { quoted, type Row, type Soql } from './soql.ts';

/** Beginnings of the ids of contacts and leads. A contact goes before the lead that it was. */
const OBJECTS = [
  ['Contact', '003'],
  ['Lead', '00Q'],
] as const;
/** Most records that one call writes. */
const AT_ONCE = 200;

/** People of one organisation. */
export class SalesforcePeople {
  /** Fields by object. */
  private readonly known = new Map<string, Promise<ReadonlySet<string>>>();

  constructor(
    protected readonly calls: CrmCalls,
    protected readonly soql: Soql,
  ) {}

  async find(people: readonly PersonNames[], fields: readonly string[]): Promise<readonly (CrmPerson | undefined)[]> {
    const found: (CrmPerson | undefined)[] = people.map(() => undefined);
    for (const by of ['ids', 'emails'] as const)
      for (const [object, prefix] of OBJECTS) {
        const namesOf = (each: PersonNames): readonly string[] =>
          by === 'emails'
            ? each.emails
            : [each.record ?? '', ...each.ids].filter((id) => id.startsWith(prefix) && /^\w{15,18}$/.test(id));
        const open = people.filter((_, i) => found[i] === undefined);
        const rows = await this.rowsOf(
          object,
          by === 'ids' ? 'Id' : 'Email',
          [...new Set(open.flatMap(namesOf))],
          fields,
        );
        for (const [i, each] of people.entries()) {
          if (found[i] !== undefined) continue;
          const name = namesOf(each).find((one) => rows.has(one.toLowerCase()));
          if (name !== undefined) found[i] = rows.get(name.toLowerCase());
        }
      }
    return found;
  }

  async update(changes: readonly CrmChange[]): Promise<readonly (string | undefined)[]> {
    const told: (string | undefined)[] = [];
    for (let from = 0; from < changes.length; from += AT_ONCE) {
      const records = changes.slice(from, from + AT_ONCE).map(({ object, id, fields }) => ({
        attributes: { type: object },
        Id: id,
        ...Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value === '' ? null : value])),
      }));
      const { body } = await this.calls.call('PATCH', this.soql.path('/composite/sobjects'), {
        allOrNone: false,
        records,
      });
      for (const { success, errors = [] } of body as readonly {
        readonly success: boolean;
        readonly errors?: readonly { readonly statusCode?: string; readonly message?: string }[];
      }[])
        told.push(success ? undefined : `${errors[0]?.statusCode ?? ''} ${errors[0]?.message ?? 'not written'}`.trim());
    }
    return told;
  }

  /** Descriptions cannot be searched for, so the person's tasks are looked through. */
  async taskOf(person: CrmPerson, marker: string): Promise<string | undefined> {
    const rows = await this.soql.all(`SELECT Id, Description FROM Task WHERE WhoId = ${quoted(person.id)}`);
    return rows.find(({ Description }) => Description?.includes(marker))?.Id;
  }

  async makeTask(person: CrmPerson, { marker, subject, text, dueAt, owner }: CrmTask): Promise<string> {
    const { body } = await this.calls.call('POST', this.soql.path('/sobjects/Task'), {
      WhoId: person.id,
      Subject: subject.slice(0, 255),
      Description: `${text}\n${marker}`,
      ActivityDate: new Date(dueAt).toISOString().slice(0, 10),
      Status: 'Not Started',
      ...(owner === undefined ? {} : { OwnerId: owner }),
    });
    return (body as { readonly id: string }).id;
  }

  async missingFields(fields: readonly string[]): Promise<readonly string[]> {
    this.known.clear();
    const all = await Promise.all(OBJECTS.map(([object]) => this.fieldsOf(object)));
    return fields.filter((field) => all.every((known) => !known.has(field)));
  }

  private fieldsOf(object: string): Promise<ReadonlySet<string>> {
    const held = this.known.get(object);
    if (held !== undefined) return held;
    const asked = this.calls.call('GET', this.soql.path(`/sobjects/${object}/describe`)).then(({ body }) => {
      const { fields = [] } = body as { fields?: readonly { readonly name: string }[] };
      return new Set(fields.map(({ name }) => name));
    });
    this.known.set(object, asked);
    asked.catch(() => this.known.delete(object));
    return asked;
  }

  private async rowsOf(
    object: string,
    by: 'Id' | 'Email',
    names: readonly string[],
    fields: readonly string[],
  ): Promise<Map<string, CrmPerson>> {
    const found = new Map<string, CrmPerson>();
    if (names.length === 0) return found;
    const known = await this.fieldsOf(object);
    const there = fields.filter((field) => known.has(field));
    const select = [...new Set(['Id', 'Email', 'OwnerId', ...there])].join(', ');
    // A converted lead is not written any more: its contact is.
    const open = object === 'Lead' ? ' AND IsConverted = false' : '';
    for (let from = 0; from < names.length; from += AT_ONCE) {
      const list = names
        .slice(from, from + AT_ONCE)
        .map(quoted)
        .join(', ');
      for (const row of await this.soql.all(
        `SELECT ${select} FROM ${object} WHERE ${by} IN (${list})${open} ORDER BY Id`,
      )) {
        const name = (row[by] ?? '').toLowerCase();
        if (!found.has(name)) found.set(name, personOf(object, row, there));
      }
    }
    return found;
  }
}

function personOf(object: string, row: Row, fields: readonly string[]): CrmPerson {
  const cells: Cells = Object.fromEntries(fields.map((field) => [field, row[field] ?? '']));
  return { object, id: row.Id ?? '', fields: cells, owner: row.OwnerId ?? '' };
}
