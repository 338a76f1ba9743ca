/**
 * Names that no rule of names, paths and URLs touches: letters, digits and marks that are not quoted, no part that is
 * empty or starts with a dot. Nearly all names are; they take the short way.
 */
export const PLAIN_NAME = /^(?!\.)(?:[A-Za-z0-9_-]|[./](?![./]))+$/
