"""Where in a recording something was said: the second in words, and the address that plays from there."""


def in_clock(second: int) -> str:
    """As players show it: "12:34", "1:02:03"."""
    minutes, seconds = divmod(second, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def played_from(recording: str, second: int) -> str:
    """The recording's address from that second on (https://www.w3.org/TR/media-frags/#naming-time).

    One that has a fragment of its own is left as it is.
    """
    return recording if "#" in recording else f"{recording}#t={second}"
