"""Others vouch for the log: witnesses that cosign its checkpoints, authorities that stamp the time on them."""

from tracker.witnesses.asking import ask_authorities, ask_witnesses

__all__ = ["ask_authorities", "ask_witnesses"]
