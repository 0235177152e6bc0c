"""What is known, and how surely: claims, their sources and their grading.

Imports nothing from `articles` or `mgsite`.
"""
