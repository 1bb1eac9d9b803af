//go:build !linux

package report

func exchange(fresh, dir string) error { return swap(fresh, dir) }
