"""Read Chinese policy text: numeric targets, enumerated tasks, keywords.

Importing this package loads neither jieba, pandas, scikit-learn nor matplotlib.
"""

from __future__ import annotations

__version__ = "0.1.0"
