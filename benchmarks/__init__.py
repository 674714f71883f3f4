"""How accurate, how robust and how fast the package is; every module here is run with ``python -m``."""
