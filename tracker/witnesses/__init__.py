"""Others vouch for the log: witnesses that cosign its checkpoints, authorities that stamp them with the time."""
