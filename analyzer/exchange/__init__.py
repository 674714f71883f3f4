"""To annotation tools and back: brat, doccano, Label Studio, W3C Web Annotation, REFI-QDA."""
