"""Other people's articles, read sentence by sentence: a text and plain values in, proposals out.

Every module here is pure and may import the pure modules of `claims` and `articles.debris` alone. The way of
the data: texts → articles.debris → sentences → entities, strength → classify → matching → proposals.
"""
