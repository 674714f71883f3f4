"""Many documents, or one document read twice: comparison, agreement."""
