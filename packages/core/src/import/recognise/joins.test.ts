import { describe, expect, it } from 'vitest';
import { parseMapping } from '../mapping/parse-mapping.ts';
import type { Proposal, TableLook } from './proposal.ts';
import { propose } from './propose.ts';
import { writeMapping } from './write-mapping.ts';

const table = (file: string, text: string): TableLook => {
  const [header = [], ...rows] = text
    .trim()
    .split('\n')
    .map((line) => line.split(',').map((cell) => cell.trim()));
  return { file, header, rows };
};
const CALLS = table(
  'calls.csv',
  'id,timestamp,owner_id,outcome,type\n1,2025-03-01,9,connected,call\n2,2025-03-02,8,busy,call',
);
const LINKS = table('call_contact.csv', 'call_id,contact_id\n1,101\n1,102\n2,103');
const OWNERS = table('owners.csv', 'owner_id,email,active_user_id\n9,eve@us.example,1\n8,finn@us.example,2');
const joinsOf = (proposal: Proposal, file: string) => proposal.files.find((each) => each.file === file)?.joins;

describe('[L2] files that tell more of others', () => {
  const proposal = propose([CALLS, LINKS, OWNERS], {});

  it('are joined by the ids they share: people of calls, names of owners', () => {
    expect(proposal.files[0]?.rows).toBe('activities');
    expect(joinsOf(proposal, 'calls.csv')).toEqual([
      { file: 'call_contact.csv', own: 'id', key: 'call_id', columns: [{ column: 'contact_id', to: 'userId' }] },
      { file: 'owners.csv', own: 'owner_id', key: 'owner_id', columns: [{ column: 'email', to: 'owner' }] },
    ]);
  });
  it('raise no question of their own, and make others readable', () => {
    expect(proposal.questions.map(({ flag }) => flag)).toEqual(['--sales-owners']);
    expect(proposal.questions[0]?.choices).toEqual(['all', 'eve@us.example', 'finn@us.example']);
  });
  it('stand in the mapping as it is written, neither mapped nor left out', () => {
    const parsed = parseMapping(writeMapping(proposal));
    if (!parsed.ok) throw new Error('not parsed');
    expect(parsed.value.files.map(({ file }) => file)).toEqual(['calls.csv']);
    expect(parsed.value.leftOut).toEqual([]);
    expect(parsed.value.files[0]?.joins?.map(({ file, key }) => [file, key])).toEqual([
      ['call_contact.csv', 'call_id'],
      ['owners.csv', 'owner_id'],
    ]);
  });
  it('are no links of ids that the rows do not have', () => {
    const other = table('call_contact.csv', 'call_id,contact_id\n77,101\n78,102');
    expect(joinsOf(propose([CALLS, other], {}), 'calls.csv')).toBeUndefined();
  });
  it('are left out with their reason where nothing asks for them', () => {
    const { files, questions } = propose([LINKS], {});
    expect(files[0]).toMatchObject({ rows: undefined, why: 'it links ids of files that are not here' });
    expect(questions).toEqual([]);
  });
});

it('[K4] stages that another file says are won or lost need no answer', () => {
  const { answers, questions } = propose(
    [
      table('deals.csv', 'deal_id,stage,amount,createdate\n1,s1,5,2025-01-01\n2,s2,6,2025-01-02\n3,s3,7,2025-01-03'),
      table(
        'deal_stages.csv',
        'stage_id,label,closed_won,is_closed\ns1,Signed,true,true\ns2,Gone,false,true\ns3,Talking,false,false',
      ),
    ],
    { currency: 'EUR' },
  );
  expect(answers).toMatchObject({ won: ['Signed'], lost: ['Gone'] });
  expect(questions).toEqual([]);
});

it('hashes of e-mail addresses lead nowhere, and the reason is told', () => {
  const { files } = propose(
    [
      table(
        'contacts.csv',
        'id,email,first_name,create_date\n1,9e107d9d372bb6826bd81d3542a419d6,Ada,2025-01-01\n2,e4d909c290d0fb1ca068ffaddf22cbd0,Bob,2025-01-02',
      ),
    ],
    {},
  );
  const email = files[0]?.columns.find(({ column }) => column === 'email');
  expect(email).toMatchObject({ to: undefined, why: 'hashes of e-mail addresses: they name nobody' });
});

it('keys of objects within cells are columns: those of tools by their meaning, your own as properties', () => {
  const { files } = propose(
    [
      {
        file: 'events.csv',
        header: ['uuid', 'event', 'distinct_id', 'timestamp', 'properties'],
        rows: [
          ['1', '$pageview', 'a', '2025-01-01T00:00Z', '{"$pathname":"/pricing","$lib":"web","plan":"team"}'],
          ['2', 'paid', 'b', '2025-01-02T00:00Z', '{"plan":"pro"}'],
        ],
      },
    ],
    {},
  );
  const targets = Object.fromEntries((files[0]?.columns ?? []).map(({ column, to }) => [column, to]));
  expect(targets).toMatchObject({ 'properties.$pathname': 'path', 'properties.plan': 'properties.plan' });
  expect(targets).not.toHaveProperty(['properties.$lib']);
});
