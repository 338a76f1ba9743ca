/**
 * Clocks of file systems are coarse: 4 to 10 ms on Linux, 1 s on ext3 and HFS+, 2 s on FAT. Two seconds cover all of
 * them (git's rule for "racily clean" entries, https://git-scm.com/docs/racy-git).
 */
const CLOCK_TICK_NS = 2_000_000_000n

/**
 * Whether what was read of a file may be remembered under its times. A file that is written twice within one tick of
 * the clock looks the same both times, so a state that is younger than a tick when it is read proves nothing later.
 * Times in the future (a copied archive, a clock put back) prove nothing either.
 * @param mtimeNs time of the last write, nanoseconds since 1970, taken before reading
 * @param readAtNs the moment when reading began, same unit
 * @param ctimeNs time of the last change of the entry. Tools that restore modified times (`cp -p`, `rsync -t`, `tar`)
 *   can write a fresh file with an old `mtimeNs`; this one they cannot set
 */
export function isSettled(mtimeNs: bigint, readAtNs: bigint, ctimeNs: bigint = mtimeNs): boolean {
  const newest = mtimeNs > ctimeNs ? mtimeNs : ctimeNs
  return readAtNs - newest > CLOCK_TICK_NS
}
