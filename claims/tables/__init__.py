"""Claims as rows of a table that other programs open: what a cell may hold, the columns, the files."""
