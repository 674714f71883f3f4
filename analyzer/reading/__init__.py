"""Files to documents: finding inputs, telling formats and encodings, plain text and saved web pages."""
