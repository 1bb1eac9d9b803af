package report

import "golang.org/x/sys/unix"

// exchange puts a folder in the place of another, and that in its place, in one step; where the file system has no such step, in two.
func exchange(fresh, dir string) error {
	if err := unix.Renameat2(unix.AT_FDCWD, fresh, unix.AT_FDCWD, dir, unix.RENAME_EXCHANGE); err == nil {
		return nil
	}
	return swap(fresh, dir)
}
