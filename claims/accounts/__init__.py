"""Who may come in: sign-in, second factors, invitations, sessions. What a person may do is asked in `editorial`.

invitation link -> account        (invitations)
password or passkey -> throttle -> second factor -> session    (django-allauth, as `adapters` sets it up)
each page of the desk -> has this role its second factor?      (second_factor, middleware)

Why so: docs/decisions/0029-sign-in-by-allauth.md
"""
