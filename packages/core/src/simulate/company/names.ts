// Made-up names: syllables for people and companies, and the words that job titles are made of. Nobody is meant.
import type { Random } from '../../base/random.ts';

const SYLLABLES =
  'al bri cor dan el fen gar hol ist jun kel lor mir nov or pel quin ros sil tor ul ven wes yor zan bel cas dov eri fal gil har ina jas kor lin mar nel ona pra rin sav tam uri val'.split(
    ' ',
  );
const FIRST =
  'Ada Alan Amara Anja Arun Bea Boris Carla Chen Clara Daan David Elif Emma Erik Farah Felix Greta Hana Hugo Ines Ivan Jana Jonas Karim Kira Lara Leo Lena Liam Maja Marc Mia Milan Nadia Nico Nora Omar Paula Peter Priya Rosa Ruben Sami Sara Sofia Tara Theo Tom Uma Vera Victor Wanda Yara Yusuf Zoe'.split(
    ' ',
  );
const FORMS = ['Systems', 'Group', 'Works', 'Partners', 'Labs', 'Logistics', 'Foods', 'Capital', 'Retail', 'Digital'];

/** A made-up word of so many syllables, with a capital. */
export function madeUpWord(random: Random, syllables: number): string {
  let text = '';
  for (let i = 0; i < syllables; i++) text += random.pick(SYLLABLES);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A given name. */
export function firstName(random: Random): string {
  return random.pick(FIRST);
}

/** A family name. */
export function lastName(random: Random): string {
  return madeUpWord(random, random.chance(0.6) ? 2 : 3);
}

/** A company's name. */
export function companyName(random: Random): string {
  return `${madeUpWord(random, random.chance(0.7) ? 2 : 3)} ${random.pick(FORMS)}`;
}

const FUNCTIONS: readonly (readonly [name: string, words: string])[] = [
  ['finance', 'Finance'],
  ['operations', 'Operations'],
  ['it', 'IT'],
  ['marketing', 'Marketing'],
  ['sales', 'Sales'],
  ['product', 'Product'],
  ['hr', 'People'],
];

/** One of the departments, finance and operations most. */
export function drawFunction(random: Random): (typeof FUNCTIONS)[number] {
  const drawn = random.uniform();
  return FUNCTIONS[
    drawn < 0.34 ? 0 : drawn < 0.54 ? 1 : drawn < 0.68 ? 2 : 3 + Math.floor((drawn - 0.68) * 12.49)
  ] as never;
}

/** A job title as people write it on forms. */
export function titleOf(random: Random, seniority: string, department: string): string {
  switch (seniority) {
    case 'c-level':
      return department === 'Finance'
        ? random.pick(['CFO', 'Chief Financial Officer'])
        : random.pick(['CEO', 'COO', 'Managing Director']);
    case 'vp':
      return random.pick([`VP ${department}`, `Vice President ${department}`, `SVP ${department}`]);
    case 'director':
      return random.pick([`Director of ${department}`, `Head of ${department}`]);
    case 'manager':
      return random.pick([`${department} Manager`, `Team Lead ${department}`]);
    case 'senior':
      return random.pick([`Senior ${department} Analyst`, `${department} Controller`]);
    case 'intern':
      return random.pick(['Intern', 'Working Student', `${department} Intern`]);
    default:
      return random.pick([`${department} Analyst`, `${department} Associate`, `${department} Specialist`]);
  }
}
