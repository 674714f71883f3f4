"""Dictionaries: TSV files that a policy researcher owns, read into one frozen Lexicon."""

from analyzer.lexicon.lexicon import Lexicon, load_lexicon
from analyzer.lexicon.table import Entry

__all__ = ["Entry", "Lexicon", "load_lexicon"]
