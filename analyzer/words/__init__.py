"""Words of a text: segmentation, tags, and how common words are."""
