"""TF-IDF against the reference collection: the only door to scikit-learn.

The inverse document frequencies are not fitted on the documents at hand, so a document's keywords do not
change with the company it is analysed in.
"""

from __future__ import annotations

from collections.abc import Sequence

# An index names the subject of a document even where half of all policy documents share it (乡村振兴), so
# rarity counts less than in the search for documents.
_DAMPING = 0.5


def weigh_terms(counts: Sequence[float], shares: Sequence[float], documents: int) -> list[float]:
    """TF-IDF of the terms of one document, with sublinear term frequency.

    Args:
        counts: how often each term occurs in the document.
        shares: the share of reference documents that hold it, from 0 to 1.
        documents: how many documents the reference has.

    >>> rare, common = weigh_terms([3, 3], [0.01, 0.9], 100)
    >>> rare > common
    True
    """
    if not counts:
        return []
    import numpy
    from sklearn.feature_extraction.text import TfidfTransformer

    transformer = TfidfTransformer(norm=None, sublinear_tf=True)
    frequency = numpy.asarray(shares, dtype=float) * documents
    # the smoothed formula of TfidfTransformer.fit, with counts that are already known, and damped
    transformer.idf_ = (numpy.log((1 + documents) / (1 + frequency)) + 1) ** _DAMPING
    weights = transformer.transform(numpy.asarray([counts], dtype=float))
    return [float(weight) for weight in weights.toarray()[0]]
