"""Questions from readers: the form “ask us to check a claim”, its secret status page, the desk's answer.

Nothing is stored about who asks: no account, no cookie, no address. The public half (`views`,
`forms`, `receiving`) reaches no draft; the desk's half (`admin`, `actions`) may.
"""
