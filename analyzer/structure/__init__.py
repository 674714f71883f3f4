"""From the text of a document to its structure: condensed view, outline of items, sentences.

``condense`` gives the view, ``outline.find_outline`` the items (document offsets; ``find_items`` in
positions of the view), ``sentences.find_sentences`` the sentences (document offsets; ``split_sentences`` in
positions of the view).
"""
