"""The product's version; a test holds it to the tool's."""

__version__ = "0.1.0"
