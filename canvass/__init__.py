"""canvass: petition drives from the first name at a vigil to the count, without a network."""

__version__ = "0.1.0"
