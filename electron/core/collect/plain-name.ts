/**
 * Names that no rule of names and paths touches and whose URL reads as they do: letters, digits and marks that are not
 * quoted, or quoted and unquoted again (`_url`), no part that is empty or starts with a dot. Nearly all names are, those
 * of npm scopes (`@scope/…`) among them; they take the short way.
 */
export const PLAIN_NAME = /^(?![./])(?:[A-Za-z0-9_@,+$-]|[./](?![./]|$))+$/
