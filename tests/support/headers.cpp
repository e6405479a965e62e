// A library has at least one file.
