"""A round of polls: which feeds are due, who may ask their hosts, and what the answers leave behind.

    schedule.due -> leases.take -> rounds.run --> hosts.take (may we ask this host now?)
                                       |
                                       +--> pipeline.refresh: fetch -> documents (parse what is new) -> store.write
                                       |
                                       +--> hosts.heed, moves.note, outage.forgive, put back what was not asked

Each of the stages hands the next one a type of `visits`.
"""
