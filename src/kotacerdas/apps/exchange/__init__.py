"""Datasets under contract: files come in as submissions and go out as immutable releases.

Nouns: dataset, contract, submission, return letter, release, part. Verbs: register, submit, process, resume.
"""
