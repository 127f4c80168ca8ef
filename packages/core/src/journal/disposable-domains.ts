// Domains of throw-away mailboxes: they stand for no company, and for nobody for long. A short list of the best-known services, November 2026; companies can add their own.

export const DISPOSABLE_DOMAINS: ReadonlySet<string> = new Set(
  `10minutemail.com 10minutemail.net 20minutemail.com 33mail.com anonbox.net anonaddy.me anonymbox.com burnermail.io byom.de cock.li deadaddress.com discard.email discardmail.com
dispostable.com dropmail.me emailondeck.com emailtemporanea.com eyepaste.com fakeinbox.com fakemail.net fakemailgenerator.com filzmail.com getairmail.com getnada.com grr.la guerrillamail.biz
guerrillamail.com guerrillamail.de guerrillamail.info guerrillamail.net guerrillamail.org guerrillamailblock.com harakirimail.com hidemail.de inboxbear.com inboxkitten.com incognitomail.org jetable.org
kurzepost.de mail-temp.com mail-temporaire.fr mailcatch.com maildrop.cc mailexpire.com mailforspam.com mailinator.com mailinator.net mailinator2.com mailmoat.com mailnesia.com mailnull.com
mailsac.com mailtemp.info mailtothis.com meltmail.com mintemail.com moakt.com mohmal.com mt2015.com mytemp.email mytrashmail.com nada.email nepwk.com no-spam.ws nospamfor.us objectmail.com
one-time.email onewaymail.com pokemail.net proxymail.eu rcpt.at sharklasers.com shortmail.net sneakemail.com sofort-mail.de sogetthis.com spam4.me spambog.com spambox.us spamcowboy.com spamex.com
spamfree24.org spamgourmet.com spamhole.com spaml.de temp-mail.io temp-mail.org tempail.com tempemail.com tempinbox.com tempmail.dev tempmail.net tempmailaddress.com tempmailo.com tempr.email throwam.com
throwawaymail.com tmail.ws tmpmail.net tmpmail.org trash-mail.com trash-mail.de trashmail.com trashmail.de trashmail.io trashmail.net trashmail.ws wegwerfmail.de wegwerfmail.net wegwerfmail.org
yopmail.com yopmail.fr yopmail.net zetmail.com`.split(/\s+/),
);
