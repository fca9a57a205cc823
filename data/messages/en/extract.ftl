# What extract says (en).
