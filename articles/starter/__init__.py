"""Our five starter articles, and the loader that reads them."""
