/** A path or URL whose parts keep their order, whichever way each of them is read: a name in Hebrew must not pull the hash after it apart. */
export function IsolatedPath({ path }: { readonly path: string }) {
  return path.split(/([/.])/).map((part, index) => <bdi key={index}>{part}</bdi>)
}
