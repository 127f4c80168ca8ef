// Domains whose mailboxes anybody can open: they stand for no company. Collected from the providers' own sign-up pages and widely used lists, November 2026; companies can add their own.

export const FREE_MAIL_DOMAINS: ReadonlySet<string> = new Set(
  `gmail.com googlemail.com yahoo.com ymail.com rocketmail.com yahoo.co.uk yahoo.fr yahoo.de yahoo.es yahoo.it yahoo.in yahoo.co.in
yahoo.co.jp yahoo.com.br yahoo.com.ar yahoo.com.mx yahoo.com.au yahoo.ca yahoo.com.hk yahoo.com.sg yahoo.com.tw yahoo.com.ph yahoo.co.id hotmail.com hotmail.co.uk
hotmail.fr hotmail.de hotmail.es hotmail.it hotmail.nl hotmail.be hotmail.ca hotmail.com.br hotmail.com.ar hotmail.com.mx outlook.com outlook.fr outlook.de outlook.es
outlook.it outlook.com.br outlook.co outlook.in outlook.jp live.com live.co.uk live.fr live.de live.nl live.it live.be live.ca live.se live.dk live.no live.com.au live.com.mx msn.com
passport.com aol.com aol.co.uk aim.com icloud.com me.com mac.com protonmail.com protonmail.ch proton.me pm.me tutanota.com tutanota.de tuta.io tuta.com tutamail.com keemail.me
gmx.com gmx.de gmx.net gmx.at gmx.ch gmx.fr gmx.us web.de freenet.de t-online.de arcor.de mail.de posteo.de posteo.net mailbox.org email.de online.de 1und1.de kabelmail.de vodafone.de o2online.de
mail.com email.com usa.com europe.com post.com consultant.com engineer.com techie.com myself.com dr.com asia.com iname.com inbox.com hushmail.com hush.com fastmail.com fastmail.fm
fastmail.net zoho.com zohomail.com zohomail.eu hey.com duck.com mailfence.com runbox.com startmail.com orange.fr wanadoo.fr free.fr laposte.net sfr.fr neuf.fr bbox.fr numericable.fr club-internet.fr voila.fr
libero.it virgilio.it tiscali.it tin.it alice.it iol.it inwind.it email.it fastwebnet.it poste.it terra.es telefonica.net ya.com terra.com.br uol.com.br bol.com.br ig.com.br globo.com globomail.com r7.com
zipmail.com.br oi.com.br yandex.ru yandex.com ya.ru mail.ru inbox.ru list.ru bk.ru internet.ru rambler.ru lenta.ru ukr.net i.ua meta.ua bigmir.net wp.pl o2.pl onet.pl onet.eu op.pl vp.pl
poczta.onet.pl interia.pl interia.eu tlen.pl gazeta.pl seznam.cz email.cz post.cz centrum.cz volny.cz atlas.cz azet.sk zoznam.sk centrum.sk post.sk freemail.hu citromail.hu indamail.hu abv.bg mail.bg
dir.bg yahoo.gr in.gr otenet.gr walla.co.il walla.com nana.co.il ziggo.nl kpnmail.nl planet.nl home.nl xs4all.nl hetnet.nl casema.nl chello.nl upcmail.nl telenet.be skynet.be proximus.be scarlet.be
bluewin.ch hispeed.ch sunrise.ch aon.at chello.at telia.com telia.se comhem.se bredband.net spray.se online.no broadpark.no getmail.no frisurf.no jubii.dk ofir.dk mail.dk suomi24.fi luukku.com pp.inet.fi
kolumbus.fi btinternet.com btopenworld.com virginmedia.com virgin.net ntlworld.com blueyonder.co.uk sky.com talktalk.net tiscali.co.uk o2.co.uk plus.com eircom.net indigo.ie comcast.net verizon.net att.net
sbcglobal.net bellsouth.net cox.net charter.net earthlink.net juno.com netzero.net optonline.net roadrunner.com rr.com windstream.net frontier.com centurylink.net embarqmail.com q.com mindspring.com suddenlink.net
rogers.com bell.net shaw.ca sympatico.ca telus.net videotron.ca cogeco.ca bigpond.com bigpond.net.au optusnet.com.au iinet.net.au tpg.com.au westnet.com.au xtra.co.nz slingshot.co.nz
qq.com vip.qq.com foxmail.com 163.com 126.com yeah.net sina.com sina.cn vip.sina.com sohu.com tom.com 139.com 189.cn aliyun.com 21cn.com naver.com hanmail.net daum.net nate.com kakao.com
docomo.ne.jp ezweb.ne.jp softbank.ne.jp au.com nifty.com biglobe.ne.jp ocn.ne.jp so-net.ne.jp excite.co.jp rediffmail.com rediff.com indiatimes.com sify.com in.com singnet.com.sg pchome.com.tw hinet.net
telkom.net mweb.co.za webmail.co.za vodamail.co.za lycos.com excite.com altavista.com netscape.net netscape.com prodigy.net.mx latinmail.com starmedia.com`.split(
    /\s+/,
  ),
);
