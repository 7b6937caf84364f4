# SPDX-License-Identifier: EUPL-1.2
"""How good the reconciliation is, measured by people who did not write it: truth first, then what a
bank makes of it, then damage, then the score. Shares no code with the program."""
