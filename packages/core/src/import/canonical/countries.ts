// Countries as exports write them (names in several languages, three letters, habits) as ISO 3166-1 alpha-2 codes, which conditions compare. The names are those of Unicode CLDR, as the platform has them.
import { plainWord } from '../tables/cell-values.ts';

const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'pl', 'sv', 'da', 'nb', 'fi'];
/** ISO 3166-1 alpha-2 codes with their alpha-3 codes. */
const CODES =
  'AD-AND AE-ARE AF-AFG AG-ATG AI-AIA AL-ALB AM-ARM AO-AGO AQ-ATA AR-ARG AS-ASM AT-AUT AU-AUS AW-ABW AX-ALA AZ-AZE BA-BIH BB-BRB BD-BGD BE-BEL BF-BFA BG-BGR BH-BHR BI-BDI BJ-BEN BL-BLM BM-BMU BN-BRN BO-BOL BQ-BES BR-BRA BS-BHS BT-BTN BV-BVT BW-BWA BY-BLR BZ-BLZ CA-CAN CC-CCK CD-COD CF-CAF CG-COG CH-CHE CI-CIV CK-COK CL-CHL CM-CMR CN-CHN CO-COL CR-CRI CU-CUB CV-CPV CW-CUW CX-CXR CY-CYP CZ-CZE DE-DEU DJ-DJI DK-DNK DM-DMA DO-DOM DZ-DZA EC-ECU EE-EST EG-EGY EH-ESH ER-ERI ES-ESP ET-ETH FI-FIN FJ-FJI FK-FLK FM-FSM FO-FRO FR-FRA GA-GAB GB-GBR GD-GRD GE-GEO GF-GUF GG-GGY GH-GHA GI-GIB GL-GRL GM-GMB GN-GIN GP-GLP GQ-GNQ GR-GRC GS-SGS GT-GTM GU-GUM GW-GNB GY-GUY HK-HKG HM-HMD HN-HND HR-HRV HT-HTI HU-HUN ID-IDN IE-IRL IL-ISR IM-IMN IN-IND IO-IOT IQ-IRQ IR-IRN IS-ISL IT-ITA JE-JEY JM-JAM JO-JOR JP-JPN KE-KEN KG-KGZ KH-KHM KI-KIR KM-COM KN-KNA KP-PRK KR-KOR KW-KWT KY-CYM KZ-KAZ LA-LAO LB-LBN LC-LCA LI-LIE LK-LKA LR-LBR LS-LSO LT-LTU LU-LUX LV-LVA LY-LBY MA-MAR MC-MCO MD-MDA ME-MNE MF-MAF MG-MDG MH-MHL MK-MKD ML-MLI MM-MMR MN-MNG MO-MAC MP-MNP MQ-MTQ MR-MRT MS-MSR MT-MLT MU-MUS MV-MDV MW-MWI MX-MEX MY-MYS MZ-MOZ NA-NAM NC-NCL NE-NER NF-NFK NG-NGA NI-NIC NL-NLD NO-NOR NP-NPL NR-NRU NU-NIU NZ-NZL OM-OMN PA-PAN PE-PER PF-PYF PG-PNG PH-PHL PK-PAK PL-POL PM-SPM PN-PCN PR-PRI PS-PSE PT-PRT PW-PLW PY-PRY QA-QAT RE-REU RO-ROU RS-SRB RU-RUS RW-RWA SA-SAU SB-SLB SC-SYC SD-SDN SE-SWE SG-SGP SH-SHN SI-SVN SJ-SJM SK-SVK SL-SLE SM-SMR SN-SEN SO-SOM SR-SUR SS-SSD ST-STP SV-SLV SX-SXM SY-SYR SZ-SWZ TC-TCA TD-TCD TF-ATF TG-TGO TH-THA TJ-TJK TK-TKL TL-TLS TM-TKM TN-TUN TO-TON TR-TUR TT-TTO TV-TUV TW-TWN TZ-TZA UA-UKR UG-UGA UM-UMI US-USA UY-URY UZ-UZB VA-VAT VC-VCT VE-VEN VG-VGB VI-VIR VN-VNM VU-VUT WF-WLF WS-WSM YE-YEM YT-MYT ZA-ZAF ZM-ZMB ZW-ZWE'.split(
    ' ',
  );
/** What people write besides. */
const HABITS =
  'US: u s, u s a, united states of america, the united states, america; GB: uk, u k, great britain, britain, england, scotland, wales, northern ireland; NL: holland, the netherlands; CZ: czech republic; KR: south korea, republic of korea, korea; RU: russian federation; TR: turkey; CI: ivory coast; AE: u a e, uae; CN: pr china, prc, mainland china; TW: taiwan; HK: hong kong; MO: macau; VN: viet nam; MK: macedonia; CD: dr congo; SZ: swaziland; MM: burma; CV: cape verde; LA: lao; BO: bolivia plurinational state of; IR: iran islamic republic of; MD: moldova republic of; TZ: tanzania united republic of; VE: venezuela bolivarian republic of; DE: brd';

let known: ReadonlyMap<string, string> | undefined;

/** The code of a country; the text as it is where it is none that is known. */
export function countryCode(text: string): string {
  const trimmed = text.trim();
  known ??= names();
  return known.get(wordOf(trimmed)) ?? trimmed;
}

function names(): Map<string, string> {
  const found = new Map<string, string>();
  for (const language of LANGUAGES) {
    const named = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
    for (const pair of CODES) {
      const name = named.of(pair.slice(0, 2));
      // A name that two languages give to two countries stays with the first.
      if (name !== undefined && !found.has(wordOf(name))) found.set(wordOf(name), pair.slice(0, 2));
    }
  }
  for (const habit of HABITS.split('; ')) {
    const [code = '', words = ''] = habit.split(': ');
    for (const word of words.split(', ')) found.set(word, code);
  }
  for (const pair of CODES) for (const code of pair.split('-')) found.set(code.toLowerCase(), pair.slice(0, 2));
  return found;
}

function wordOf(text: string): string {
  return plainWord(
    text
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .replace(/[(),'’&]/g, ' '),
  );
}
