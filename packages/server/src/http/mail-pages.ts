// The pages that readers of mails see: plain HTML, no script. What people of ours wrote is escaped.
import type { MailsTable } from '../store/tables.ts';

/** What these pages may do: be read, and send their own form. */
export const MAIL_PAGE_POLICY =
  "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

export const MAIL_PAGE_STYLE = `:root { color-scheme: light dark; font: 17px/1.5 system-ui, sans-serif; }
body { max-width: 34rem; margin: 12vh auto 4rem; padding: 0 1.25rem; }
h1 { font-size: 1.5rem; line-height: 1.25; }
button { font: inherit; padding: .6rem 1rem; margin: .25rem 0; border: 1px solid currentcolor; border-radius: .5rem; background: none; color: inherit; cursor: pointer; display: block; width: 100%; text-align: left; }
button:hover, button:focus-visible { background: color-mix(in srgb, currentcolor 12%, transparent); }
p.quiet { opacity: .75; font-size: .9rem; }
`;

/** Asks what somebody wants no more of. Nothing has changed yet. */
export function leavePage({ address, purpose }: MailsTable): string {
  return page(
    'Which mail do you want no more of?',
    `<form method="post">
<button name="scope" value="purpose">No more mail about ${escaped(purpose)}</button>
<button name="scope" value="all">No more mail at all</button>
</form>
<p class="quiet">This is about ${escaped(masked(address))}. Nothing changes until you choose.</p>`,
  );
}

/** Says that it is done, and offers the way back. */
export function leftPage({ address, purpose }: MailsTable, everything: boolean): string {
  return page(
    everything ? 'You get no more mail from us' : `You get no more mail about ${escaped(purpose)}`,
    `<p>It holds from now on for ${escaped(masked(address))}.</p>
<form method="post">
${everything ? '' : '<button name="scope" value="all">No more mail at all</button>'}
<button name="scope" value="back">It was a mistake: write to me about ${escaped(purpose)}</button>
</form>`,
  );
}

export function returnedPage({ purpose }: MailsTable): string {
  return page(
    `We write to you about ${escaped(purpose)} again`,
    '<p>You can leave whenever you like, by any of our mails.</p>',
  );
}

/** A link that says nothing to us. */
export function strangePage(): string {
  return page(
    'This link is not complete',
    '<p>Your mail program may have cut it. Copy the whole link out of the mail, or answer the mail with the word “unsubscribe”: a person reads it.</p>',
  );
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title><link rel="stylesheet" href="/m/page.css"></head>
<body><main><h1>${title}</h1>
${body}
</main></body></html>
`;
}

/** Enough for its owner to know it by. */
function masked(address: string): string {
  const at = address.lastIndexOf('@');
  return at < 1 ? 'this address' : `${address.slice(0, 1)}…${address.slice(at)}`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
