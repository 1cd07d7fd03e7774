"""Tabanan for trying out: real codes and published populations, clearly labelled synthetic registers.

``places`` and ``population`` hold what is real. ``levels`` draws how each measure moves from 2022 to 2026; ``households``,
``registers``, ``tickets`` and ``districts`` turn that into tables; ``people`` composes names nobody bears. ``files`` and
``workbooks`` write the tables the way officials do, ``mistakes`` spoils a few rows, ``calendar`` says who hands in what
and when, and ``build`` hands it all in through the doors of the apps, like anyone's.
"""
