"""What is true and what may happen: array algebra over parallel histories. Nothing here knows files or screens."""
