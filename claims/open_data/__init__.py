"""The whole public record as files for whoever reckons with it: made each night, put in place whole, and not served
once something in them was held back or forgotten.

public rows ── copying.lines ──> tables: JSON Lines and CSV ── making ──> a new folder ──> kept ── doors
"""
