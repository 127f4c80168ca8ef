// User agents of programs. The list of robots is the library's; what is ours is telling apart the proxies of mail programs, which stand for people, and the mail programs themselves.
import { getPattern, isbot } from 'isbot';

/** Who fetched it: a robot, Apple's proxy (which fetches every mail), another mail proxy (which fetches mostly when somebody reads), or nobody suspicious. */
export type AgentKind = 'robot' | 'privacy-proxy' | 'image-proxy' | 'plain';

/**
 * Apple's Mail Privacy Protection shows the two words `Mozilla/5.0` and nothing else; relays of its kind name themselves. Source: SocketLabs, "Identifying Apple MPP opens in notification API events";
 * Word to the Wise, "Apple MPP" (2021), read in November 2026.
 */
const PRIVACY_PROXY = /^mozilla\/5\.0$|mail ?privacy|privacy ?proxy/i;
/** Google's and Yahoo's image proxies name themselves: `(via ggpht.com GoogleImageProxy)`, `YahooMailProxy`. */
const IMAGE_PROXY = /googleimageproxy|ggpht\.com|yahoomailproxy/i;
/** Mail programs of people, some of which lists of robots catch. */
const MAIL_PROGRAM =
  /outlook-(ios|android)|macoutlook|microsoft (office|outlook)|thunderbird|lotus-notes|airmail|superhuman|em client|apple ?mail/i;
/** Scanners of mail and links that lists of web robots lack; each names itself. */
const SCANNER =
  /barracuda|mimecast|proofpoint|trend ?micro|fireeye|forcepoint|sophos|symantec|messagelabs|safelinks|urldefense|mail ?(guard|scan|marshal)|(link|url) ?(scan|check)/i;

/** The kind of a user agent. */
export function agentKind(agent: string): AgentKind {
  const text = agent.trim();
  if (IMAGE_PROXY.test(text)) return 'image-proxy';
  if (PRIVACY_PROXY.test(text)) return 'privacy-proxy';
  if (SCANNER.test(text)) return 'robot';
  if (MAIL_PROGRAM.test(text)) return 'plain';
  return isbot(text) ? 'robot' : 'plain';
}

/** What {@link agentKind} judges by. */
export function agentPatterns(): readonly string[] {
  return [PRIVACY_PROXY, IMAGE_PROXY, MAIL_PROGRAM, SCANNER, getPattern()].map(({ source }) => source);
}
