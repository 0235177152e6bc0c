"""What is written about it: our articles, and other people's texts that make claims.

May import `claims`; never `mgsite`.
"""
