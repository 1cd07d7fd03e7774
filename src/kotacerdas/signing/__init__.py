"""The only place that holds keys and signs: PDF signatures (PAdES), their verification, scans, time-stamps.

``keys``          an authority of the regency, a key per office, facts of imported keys, revocation lists
``pdf``           ``prepare`` seats, ``sign`` one of them through a signer, ``archive`` for the long term
``signers``       the Protocol of a signer, and the one that holds a PKCS#12 file and its passphrase
``seals``         the visible seal, drawn as a page of PDF
``verification``  what a file proves and what it does not; ``apart`` does it in a process with limits
``scans``         a scanned wet signature, bound to the file at a lower assurance
``codes``         QR codes
``nodes``         the key of a node, and detached signatures with it
``waiting``       a passphrase kept for a day while a service is down

Everything takes and gives bytes and frozen facts; storing them is the caller's decision.
"""
