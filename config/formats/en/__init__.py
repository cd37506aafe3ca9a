"""English as the pages write it: 12 February 2027, and no month that could be a day."""
