// A column's header as plain words, so that `CreatedDate`, `created_at` and `Create Date` can be looked up. Knows no meanings.

/** The words of a header: lower case, parted at capitals and at what is no letter or digit, without the prefixes and suffixes of export tools. */
export function headerWords(header: string): string {
  return header
    .replace(/^\ufeff/, '')
    .replace(/^(_fivetran|property)_/, '')
    .replace(/^(event_|user_|person[._])?(properties|params|traits|attributes)\./, '')
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/^context /, '')
    .replace(/^traits /, '')
    .replace(/^hs /, '')
    .replace(/ c$/, '')
    .replace(/\be mail\b/g, 'email')
    .replace(/^how did you (hear|find|learn)\b.*/, 'how did you hear about us');
}

/** What a header such as `date_watched` or `First Contact Date` says was done; undefined where it only says that a record was made or changed. */
export function eventOfHeader(header: string): string | undefined {
  const words = headerWords(header)
    .split(' ')
    .filter((word) => !/^(date|time|timestamp|at|on|datetime|day)$/.test(word));
  if (words.length === 0 || words.length > 3) return undefined;
  if (
    words.some((word) =>
      /^(create|created|creation|creates|updated?|modified|added|record|erstellt|angelegt|event|activity|occurred|received|sent|original|lead|start|started|begin|synced|row|entry|createdate)$/.test(
        word,
      ),
    )
  )
    return undefined;
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
}
