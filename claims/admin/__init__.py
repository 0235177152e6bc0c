"""The editors' forms, declared beside their models."""
