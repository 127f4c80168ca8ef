// What a job title says of seniority and department, in the words of the canonical attributes. Titles are free text: what none of these words says stays unknown.

/** The canonical seniorities, the first whose words a title has. */
const SENIORITIES: readonly (readonly [seniority: string, words: RegExp])[] = [
  [
    'intern',
    wordsOf(
      'intern|internship|trainee|apprentice|working student|student|werkstudent|werkstudentin|praktikant|praktikantin|azubi|auszubildende[rn]?|stagiaire|alternant|becari[oa]|tirocinante|stagista',
    ),
  ],
  [
    'owner',
    wordsOf(
      'owner|founder|co ?founder|proprietor|inhaber|inhaberin|gründer|gründerin|gesellschafter|gesellschafterin|fondateur|fondatrice|fundador|fundadora|propriétaire|titolare',
    ),
  ],
  ['vp', wordsOf('[se]?vp|avp|gvp|vice ?president|vice ?präsident|vicepresidente')],
  [
    'c-level',
    wordsOf(
      'c[a-z]{1,2}o|chief|president|managing director|executive director|general manager|geschäftsführer|geschäftsführerin|geschäftsführung|vorstand|vorständin|vorstandsvorsitzende[r]?|pdg|directeur général|directrice générale|director general|directora general|amministratore delegato|board member|managing partner',
    ),
  ],
  [
    'director',
    wordsOf(
      'director|head|direktor|direktorin|bereichsleiter|bereichsleiterin|hauptabteilungsleiter|leiter|leiterin|leitung|directeur|directrice|directora|direttore|direttrice|diretor|diretora',
    ),
  ],
  [
    'manager',
    wordsOf(
      'manager|managerin|mgr|lead|leader|supervisor|teamleiter|teamleiterin|teamleitung|team ?lead|abteilungsleiter|abteilungsleiterin|gruppenleiter|projektleiter|responsable|gerente|chef de|capo|superintendent',
    ),
  ],
  ['senior', wordsOf('senior|sr|principal|staff|expert|architect|architekt|controller|partner')],
  [
    'junior',
    wordsOf(
      'junior|jr|assistant|associate|analyst|specialist|engineer|developer|programmer|coordinator|administrator|accountant|consultant|representative|rep|designer|technician|clerk|officer|agent|planner|buyer|recruiter|writer|editor|scientist|researcher|secretary|advisor|adviser|executive|assistent|assistentin|sachbearbeiter|sachbearbeiterin|referent|referentin|entwickler|entwicklerin|ingenieur|berater|beraterin|buchhalter|buchhalterin|analyste|ingénieur|développeur|comptable|analista|asistente',
    ),
  ],
];

/** Departments, the first whose words a title has. */
const FUNCTIONS: readonly (readonly [department: string, words: RegExp])[] = [
  [
    'finance',
    wordsOf(
      'finance|financial|finanz|finanzen|finanzbuchhaltung|accounting|accountant|controller|controlling|treasury|treasurer|cfo|audit|auditor|tax|buchhalter|buchhalterin|buchhaltung|comptable|comptabilité|finanzas|contable|bookkeeper|payroll',
    ),
  ],
  [
    'hr',
    wordsOf(
      'hr|human resources|people|talent|recruiter|recruiting|recruitment|personal|personalabteilung|personalwesen|chro|recursos humanos|ressources humaines|learning',
    ),
  ],
  [
    'legal',
    wordsOf('legal|counsel|lawyer|attorney|paralegal|jurist|juristin|compliance|recht|rechtsabteilung|juridique|clo'),
  ],
  [
    'marketing',
    wordsOf(
      'marketing|cmo|demand generation|growth|brand|communications|pr|content|seo|sea|kommunikation|events|advertising|media',
    ),
  ],
  [
    'sales',
    wordsOf(
      'sales|account executive|account manager|business development|bdr|sdr|revenue|cro|vertrieb|verkauf|commercial|ventas|vente|ventes|key account|presales',
    ),
  ],
  ['product', wordsOf('product|produkt|producto|produit|ux|ui|cpo')],
  [
    'it',
    wordsOf(
      'it|cto|cio|ciso|information technology|information systems|systems?|security|infrastructure|network|software|developer|programmer|devops|data|database|cloud|engineer|engineering|entwickler|entwicklerin|entwicklung|edv|informatik|technology|technical|sysadmin|informatique',
    ),
  ],
  [
    'operations',
    wordsOf(
      'operations|operation|ops|coo|supply chain|logistics|logistik|procurement|purchasing|einkauf|buyer|production|produktion|manufacturing|plant|facility|warehouse|quality|operaciones|opérations|projects?|project management',
    ),
  ],
  [
    'executive',
    wordsOf(
      'ceo|owner|founder|co ?founder|president|managing director|general manager|managing partner|geschäftsführer|geschäftsführerin|geschäftsführung|inhaber|inhaberin|gründer|gründerin|vorstand|pdg|board member|chief executive',
    ),
  ],
];

/** Whole words, whatever stands between them. */
function wordsOf(words: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}\\p{N}])`, 'u');
}

/** The seniority and department that a title tells, where it tells them. */
export function readJobTitle(title: string): { readonly seniority?: string; readonly function?: string } {
  const plain = title
    .toLowerCase()
    .normalize('NFC')
    .replace(/[-–_./]+/g, ' ')
    .replace(/\s+/g, ' ');
  const seniority = SENIORITIES.find(([, words]) => words.test(plain))?.[0];
  const department = FUNCTIONS.find(([, words]) => words.test(plain))?.[0];
  return { ...(seniority !== undefined && { seniority }), ...(department !== undefined && { function: department }) };
}
