"""Times and lengths that words name: each rule reads tokens from a position on and gives days, and where they end.

years, recurring      2027, 2026/27; May, Q3, Easter, KW 12 in any year
  names               those in their year, or with "next"; weekdays, decades, this week
    compounds         the end of, the third week of, two weeks after them
      ranges          from one to another
amounts               "12 to 18 months"; rates: units that are no time ("40 a year")
"""
