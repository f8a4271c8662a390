"""Who, Whom? The struggle for Lenin's succession, 1924-1929."""

__version__ = "0.1.0"
