# What intake says (en).
