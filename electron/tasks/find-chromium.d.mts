export function findChromium(): Promise<
  { readonly path: string; readonly where: string } | { readonly path: null; readonly why: string }
>
