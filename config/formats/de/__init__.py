"""German as the pages write it: 12. Februar 2027, 14:30."""
