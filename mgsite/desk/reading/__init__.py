"""The reading desk: a text by somebody else comes in, and every sentence of it is decided."""
