import { RealDisk } from '../../core/files/real-disk.ts'
import { VirtualDisk } from '../../core/files/virtual-disk.ts'

/** The time of every run: recorded runs took place between 1.75e9 and 2.5e9 seconds. */
const NOW = 2_000_000_000_000_000_000n

/** A fresh copy-on-write disk over the real one; folders are listed by the code points of names, as when recording. */
export function openDisk(): VirtualDisk {
  return new VirtualDisk(new RealDisk('sorted'), NOW)
}
