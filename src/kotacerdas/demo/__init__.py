"""Tabanan for trying out: real codes and points, clearly labelled synthetic registers."""
