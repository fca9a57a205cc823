# What extract says (fr).
