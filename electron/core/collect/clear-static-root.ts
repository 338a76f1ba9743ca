import type { FileStorage } from './file-storage.ts'

/**
 * `clear_dir`: deletes all files below a folder, first its own, then those of its subfolders. Folders stay; a link to a
 * folder is entered and the files behind it are deleted. Each deleted name is given to `onDelete` beforehand.
 * @throws PythonError OSError family
 */
export function clearStaticRoot(
  storage: FileStorage,
  folder: string,
  dryRun: boolean,
  onDelete: (name: string) => void,
): void {
  if (!storage.exists(folder)) return
  const { folders, files } = storage.list(folder)
  for (const file of files) {
    const name = folder === '' ? file : `${folder}/${file}`
    onDelete(name)
    if (dryRun) continue
    const path = storage.path(name)
    if (!storage.disk.exists(path) && storage.disk.lexists(path)) storage.disk.unlink(path)
    else storage.delete(name)
  }
  for (const below of folders) clearStaticRoot(storage, folder === '' ? below : `${folder}/${below}`, dryRun, onDelete)
}
