"""Published answers as bytes, handed out before Django is entered (DESIGN.md §6).

Each is what the whole middleware stack answered to a plain request, recorded once per edition;
no rule about headers is written a second time here.
"""
